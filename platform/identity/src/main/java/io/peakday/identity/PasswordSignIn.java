package io.peakday.identity;

import io.peakday.engines.Database;
import io.peakday.identity.Accounts.Account;
import io.peakday.identity.Budgets.Budget;
import io.peakday.identity.IdentitySettings.Attempts;
import io.peakday.identity.Sessions.Opened;
import io.peakday.identity.SignIn.Refused;
import io.peakday.identity.SignIn.SignedIn;
import io.peakday.identity.SignIn.Throttled;
import io.peakday.secrets.PasswordHashing;
import io.peakday.secrets.PasswordPolicy;
import io.peakday.secrets.Tokens;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Signing in with e-mail and password, for customers and staff alike.
 *
 * <p><b>Throttling.</b> Attempts are counted for each account from each network address, and for each address over all
 * accounts. Nobody can lock out an owner by guessing at their account: an attacker uses up only the attacker's own
 * address, and the owner's devices (those with the cookie of a former successful sign-in) are counted apart from
 * everybody else. An IPv6 address counts by its /64, which is what one customer of a provider gets.
 *
 * <p><b>Races.</b> The session is opened under a lock of the account, after seeing that the password is still the one
 * that was checked; a change of password takes the same lock before it ends sessions. So no session that was opened with
 * the old password outlives the change.
 */
public final class PasswordSignIn {
    /** What stands between the right password and a session. */
    public interface Gate {
        /** In the transaction that would open the session. Empty: nothing; else how the sign-in ends instead. */
        Optional<SignIn> before(UUID owner);
    }

    private final Database database;
    private final Sessions sessions;
    private final KnownDevices devices;
    private final PasswordHashing hashing;
    private final PasswordPolicy policy;
    private final PasswordGuesses guesses;
    private final Budgets budgets;
    private final Attempts attempts;

    public PasswordSignIn(
            Database database,
            InstantSource clock,
            Sessions sessions,
            PasswordHashing hashing,
            Budgets budgets,
            IdentitySettings settings) {
        this.database = database;
        this.sessions = sessions;
        this.devices = new KnownDevices(database, clock);
        this.hashing = hashing;
        this.policy = new PasswordPolicy(settings.publicUrl());
        this.budgets = budgets;
        this.attempts = settings.attempts();
        this.guesses = new PasswordGuesses(budgets, hashing, attempts);
    }

    public PasswordHashing hashing() {
        return hashing;
    }

    public Sessions sessions() {
        return sessions;
    }

    /** Which new passwords may be set. */
    public PasswordPolicy policy() {
        return policy;
    }

    /** Asking somebody who is signed in for their password again. */
    public PasswordGuesses guesses() {
        return guesses;
    }

    /** @param onSuccess runs in the transaction that opens the session */
    public SignIn signIn(SessionKind kind, String email, String password, Origin origin, Consumer<UUID> onSuccess) {
        return signIn(kind, email, password, origin, owner -> Optional.empty(), onSuccess);
    }

    /**
     * @param gate what else is asked for before a session is opened
     * @param onSuccess runs in the transaction that opens the session
     */
    public SignIn signIn(
            SessionKind kind, String email, String password, Origin origin, Gate gate, Consumer<UUID> onSuccess) {
        String key = EmailKey.of(email);
        Accounts accounts = sessions.accounts(kind);
        Account account = EmailKey.isAddress(key) ? accounts.find(key).orElse(null) : null;
        boolean known = account != null && isKnownDevice(account.id(), origin.knownDevice());
        List<Budget> counted = account != null && known ? device(account, origin) : strangers(kind, key, origin);
        Duration wait = budgets.take(counted);
        if (wait.isPositive()) {
            return new Throttled(wait);
        }
        String hash = account == null ? null : account.passwordHash();
        boolean right = hashing.matches(hash, password);
        if (!right || account == null || hash == null) {
            return new Refused();
        }
        budgets.release(counted);
        String renewed = hashing.isOutdated(hash) ? hashing.hash(password) : hash;
        return database.transact(() -> {
            if (!isStill(accounts, account.id(), hash, renewed)) {
                return new Refused();
            }
            return gate.before(account.id()).orElseGet(() -> {
                onSuccess.accept(account.id());
                return welcome(kind, account.id(), known, origin);
            });
        });
    }

    /** Counts a registration; gives how long to wait, or zero. */
    public Duration countRegistration(Origin origin) {
        return budgets.take(
                List.of(new Budget("register:" + origin.network(), attempts.registrations(), attempts.window())));
    }

    /** Opens a session for an account whose password was just set or checked; in the caller's transaction. */
    public SignedIn welcome(SessionKind kind, UUID id, boolean known, Origin origin) {
        return welcome(kind, id, known, origin, false);
    }

    /** @param secondFactor whether one was given */
    public SignedIn welcome(SessionKind kind, UUID id, boolean known, Origin origin, boolean secondFactor) {
        Opened opened = sessions.open(kind, id, origin, secondFactor);
        String device = known ? null : Tokens.create();
        devices.used(id, device != null ? device : String.valueOf(origin.knownDevice()));
        return new SignedIn(id, opened.id(), opened.token(), device, opened.expiresAt(), opened.life());
    }

    /** No device of this owner is known any more. */
    public void forgetDevices(UUID owner) {
        devices.forget(owner);
    }

    /** Forgets devices whose cookie has ended. */
    public void prune() {
        devices.prune();
    }

    /** Locks the account, sees that its password is still the one that was checked, and keeps it hashed as it would be now. */
    private static boolean isStill(Accounts accounts, UUID id, String checked, String renewed) {
        if (!accounts.lock(id).filter(checked::equals).isPresent()) {
            return false;
        }
        if (!renewed.equals(checked)) {
            accounts.rehash(id, renewed);
        }
        return true;
    }

    public boolean isKnownDevice(UUID owner, @Nullable String token) {
        return devices.isKnown(owner, token);
    }

    private List<Budget> device(Account account, Origin origin) {
        return List.of(new Budget(
                "device:" + account.id() + ':' + origin.knownDevice(), attempts.perDevice(), attempts.window()));
    }

    private List<Budget> strangers(SessionKind kind, String key, Origin origin) {
        String network = origin.network();
        return List.of(
                new Budget(
                        "account:" + kind.code() + ':' + key + ':' + network, attempts.perAccount(), attempts.window()),
                new Budget("address:" + network, attempts.perAddress(), attempts.window()));
    }
}
