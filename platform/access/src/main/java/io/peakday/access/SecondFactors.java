package io.peakday.access;

import io.peakday.access.FactorStore.Purpose;
import io.peakday.access.StaffEvents.SecondFactorChange;
import io.peakday.access.factor.FactorKeys;
import io.peakday.access.factor.Passkeys;
import io.peakday.access.factor.RelyingParty;
import io.peakday.access.factor.Totp;
import io.peakday.engines.Database;
import io.peakday.identity.Actor;
import io.peakday.identity.CurrentActor;
import io.peakday.identity.PasswordSignIn;
import io.peakday.identity.Permissions;
import io.peakday.kernel.Checks;
import io.peakday.kernel.Failure;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The second factors of staff: an authenticator app, passkeys, and recovery codes for the day on which these are gone.
 *
 * <p>Whoever changes their own {@linkplain #confirm confirms} first, in the same session, with the password and a factor if there is
 * one; that counts for {@link #CONFIRMED_FOR}. Every change ends the member's other sessions and pending sign-ins, is reported to the
 * member by mail, and is in the audit log. Somebody else can only take all factors away, and only of members who may do no more
 * than they ({@link Grants}).
 */
public final class SecondFactors {
    /** For how long a confirmation counts, and so for how long a new app's secret waits for its first code. */
    public static final Duration CONFIRMED_FOR = Duration.ofMinutes(10);

    private static final String ISSUER = "Peakday";
    private static final int MAX_PASSKEYS = 20;
    private static final int MAX_NAME = 60;
    private static final int MAX_SETUP = 200;

    private final Database database;
    private final InstantSource clock;
    private final PasswordSignIn signIn;
    private final PendingSteps steps;
    private final FactorStore store;
    private final FactorCheck check;
    private final FactorKeys keys;
    private final Permissions permissions;
    private final Passkeys passkeys;
    private final SecondFactorSettings settings;
    private final FactorNotices notices;

    /** What all of it is made of. */
    record Parts(
            FactorStore store,
            FactorCheck check,
            FactorKeys keys,
            Passkeys passkeys,
            FactorNotices notices,
            Permissions permissions) {}

    SecondFactors(
            Database database,
            InstantSource clock,
            PasswordSignIn signIn,
            PendingSteps steps,
            SecondFactorSettings settings,
            Parts parts) {
        this.database = database;
        this.clock = clock;
        this.signIn = signIn;
        this.steps = steps;
        this.settings = settings;
        this.store = parts.store();
        this.check = parts.check();
        this.keys = parts.keys();
        this.permissions = parts.permissions();
        this.passkeys = parts.passkeys();
        this.notices = parts.notices();
    }

    /**
     * A new app's secret before its first code has shown that it arrived.
     *
     * @param text for typing
     * @param uri for the picture
     * @param sealed to be handed back with the first code; nobody but this program can read or make it
     */
    public record AppSetup(String text, String uri, String sealed) {
        @Override
        public String toString() {
            return "AppSetup";
        }
    }

    /** Whether the store asks every member of staff for a second factor. */
    public boolean isRequired() {
        return settings.required();
    }

    public SecondFactorView of(UUID staff) {
        return store.view(staff);
    }

    /** Until when this session may change the factors; empty: it has to be confirmed first. */
    public Optional<Instant> confirmedUntil(StaffSession me) {
        return signIn.sessions().confirmedUntil(me.staffId(), me.sessionId());
    }

    /**
     * Confirms who sits there.
     *
     * @param answer null for who has no second factor yet
     * @return false if the password or the factor is wrong
     * @throws Failure {@code identity.throttled} after too many wrong ones; nothing is checked then
     */
    public boolean confirm(StaffSession me, String password, @Nullable FactorAnswer answer) {
        String hash = database.sql()
                .sql("select password from identity.staff where id = ? and active")
                .param(me.staffId())
                .query(String.class)
                .optional()
                .orElse(null);
        if (!signIn.guesses().matches(me.staffId(), me.sessionId(), hash, password)) {
            return false;
        }
        return signIn.guesses()
                .count(
                        me.staffId(),
                        me.sessionId(),
                        () -> database.transact(() -> {
                            boolean same = lock(me.staffId())
                                    .filter(present -> present.equals(hash))
                                    .isPresent();
                            boolean right = same
                                    && (store.isSet(me.staffId())
                                            ? answer != null
                                                    && check.check(me.staffId(), me.sessionId(), answer)
                                                            .map(proof -> used(me, proof))
                                                            .isPresent()
                                            : true);
                            return right && note(me);
                        }));
    }

    /** What the browser is to sign to {@link #confirm}; empty if no passkey of the member works at this host. */
    public Optional<PasskeyRequest> request(StaffSession me, RelyingParty party) {
        return check.request(me.staffId(), me.sessionId(), party);
    }

    /** A fresh secret for an app; nothing is kept of it until {@link #addApp}. */
    public AppSetup newApp(StaffSession me) {
        requireConfirmed(me);
        if (store.view(me.staffId()).appSince() != null) {
            throw appThere();
        }
        byte[] secret = Totp.newSecret();
        return setup(me, secret, clock.instant().plus(CONFIRMED_FOR));
    }

    /** The same once more, for a page that is shown again; empty if it is too old or somebody else's. */
    public Optional<AppSetup> setup(StaffSession me, String sealed) {
        return unseal(me, sealed).map(opened -> setup(me, opened.secret(), opened.until()));
    }

    /**
     * Sets the app up.
     *
     * @param sealed of {@link AppSetup}
     * @return new recovery codes, if there were none
     * @throws Failure {@code identity.wrong-code}, {@code identity.setup-too-old}, {@code identity.app-there}, {@code
     *     identity.not-confirmed}
     */
    public List<String> addApp(StaffSession me, String sealed, String code) {
        Opened opened = unseal(me, sealed).orElseThrow(SecondFactors::tooOld);
        OptionalLong used = signIn.guesses()
                .count(me.staffId(), me.sessionId(), () -> Totp.match(opened.secret(), code, clock.instant(), 0));
        if (used.isEmpty()) {
            throw Failure.invalid(
                    "identity.wrong-code",
                    "This is not the code that the app should show now. Is the phone's clock right? Wait for the next code and try"
                            + " again.");
        }
        return change(me, SecondFactorChange.APP_ADDED, () -> {
            if (!store.addApp(me.staffId(), opened.secret(), used.getAsLong())) {
                throw appThere();
            }
        });
    }

    /** What the browser is to make a new passkey by. */
    public PasskeyRequest newPasskey(StaffSession me, RelyingParty party) {
        requireConfirmed(me);
        return new PasskeyRequest.Creation(
                store.challenge(me.sessionId(), Purpose.ADD),
                party,
                me.staffId(),
                me.email(),
                me.name(),
                store.credentialIds(me.staffId(), party));
    }

    /**
     * Keeps a new passkey.
     *
     * @param json the browser's answer
     * @return new recovery codes, if there were none
     * @throws Failure {@code identity.bad-passkey}, {@code identity.too-many-passkeys}, {@code identity.not-confirmed}
     */
    public List<String> addPasskey(StaffSession me, String name, String json, RelyingParty party) {
        new Checks().text("name", name, 1, MAX_NAME).orThrow("identity.bad-passkey-name", "This passkey needs a name.");
        Passkeys.Credential made = store.takeChallenge(me.sessionId(), Purpose.ADD)
                .flatMap(challenge -> passkeys.register(json, challenge, party))
                .orElseThrow(SecondFactors::badPasskey);
        return change(me, SecondFactorChange.PASSKEY_ADDED, () -> {
            if (store.view(me.staffId()).passkeys().size() >= MAX_PASSKEYS) {
                throw Failure.conflict(
                        "identity.too-many-passkeys", "You have " + MAX_PASSKEYS + " passkeys. Remove one first.");
            }
            if (!store.addPasskey(me.staffId(), name.strip(), party, made)) {
                throw badPasskey();
            }
        });
    }

    /** @throws Failure {@code identity.no-factor}, {@code identity.last-factor}, {@code identity.not-confirmed} */
    public void removeApp(StaffSession me) {
        change(me, SecondFactorChange.APP_REMOVED, () -> found(store.removeApp(me.staffId())));
    }

    /** @throws Failure {@code identity.no-factor}, {@code identity.last-factor}, {@code identity.not-confirmed} */
    public void removePasskey(StaffSession me, UUID passkey) {
        change(me, SecondFactorChange.PASSKEY_REMOVED, () -> found(store.removePasskey(me.staffId(), passkey)));
    }

    /**
     * New recovery codes; the old ones count no more.
     *
     * @throws Failure {@code identity.no-factor}, {@code identity.not-confirmed}
     */
    public List<String> renewCodes(StaffSession me) {
        return change(me, SecondFactorChange.CODES_RENEWED, () -> {
            found(store.isSet(me.staffId()));
            store.removeCodes(me.staffId());
        });
    }

    /**
     * Takes all factors of somebody else away, who then signs in with the password alone, and ends every session of theirs. One's own are
     * removed by {@link #removeApp} and {@link #removePasskey}, after a confirmation: else an open session, or a key made in it, would do.
     *
     * @throws Failure {@code identity.no-factor}, {@code identity.beyond-your-rights}, {@code identity.own-factor}
     */
    void remove(StaffView member) {
        Grants.requireOver(permissions.of(member.roles()));
        if (member.id().equals(behind(CurrentActor.get()))) {
            throw Failure.conflict(
                    "identity.own-factor",
                    "Your own second factors are removed in the console, under Your account, Security, with password and factor.");
        }
        database.run(() -> {
            lock(member.id());
            found(store.removeAll(member.id()));
            steps.endAll(member.id());
            signIn.sessions().endAll(member.id());
            notices.changed(StaffMember.of(member), SecondFactorChange.REMOVED_BY_OTHERS);
        });
    }

    /** One change, its consequences, and recovery codes if there is a factor and no code is left. */
    private List<String> change(StaffSession me, SecondFactorChange change, Runnable work) {
        UUID staff = me.staffId();
        return database.transact(() -> {
            if (lock(staff).isEmpty()) {
                throw CurrentActor.signInRequired();
            }
            requireConfirmed(me);
            work.run();
            boolean isSet = store.isSet(staff);
            if (!isSet && settings.required()) {
                throw Failure.conflict(
                        "identity.last-factor",
                        "This store asks everybody for a second factor: add another one before you remove this one.");
            }
            List<String> codes = List.of();
            if (!isSet) {
                store.removeCodes(staff);
            } else if (store.view(staff).recoveryCodes() == 0) {
                codes = store.renewCodes(staff);
            }
            steps.endAll(staff);
            signIn.sessions().endOthers(staff, me.sessionId());
            signIn.sessions().provedBySecondFactor(staff, me.sessionId(), isSet);
            notices.changed(StaffMember.of(me), change);
            return codes;
        });
    }

    private boolean used(StaffSession me, FactorCheck.Proof proof) {
        if (proof == FactorCheck.Proof.RECOVERY_CODE) {
            notices.changed(StaffMember.of(me), SecondFactorChange.RECOVERY_CODE_USED);
        }
        return true;
    }

    private boolean note(StaffSession me) {
        return signIn.sessions()
                .confirm(me.staffId(), me.sessionId(), clock.instant().plus(CONFIRMED_FOR));
    }

    private void requireConfirmed(StaffSession me) {
        if (confirmedUntil(me).isEmpty()) {
            throw Failure.conflict(
                    "identity.not-confirmed",
                    "Confirm that it is you first, with your password and your second factor if you have one.");
        }
    }

    @SuppressWarnings("ArrayRecordComponent") // a secret on its way through; never compared
    private record Opened(byte[] secret, Instant until) {}

    private AppSetup setup(StaffSession me, byte[] secret, Instant until) {
        byte[] content = ByteBuffer.allocate(Long.BYTES + secret.length)
                .putLong(until.getEpochSecond())
                .put(secret)
                .array();
        return new AppSetup(
                Totp.text(secret),
                Totp.uri(ISSUER, me.email(), secret),
                Base64.getUrlEncoder().withoutPadding().encodeToString(keys.seal(content, context(me))));
    }

    private Optional<Opened> unseal(StaffSession me, String sealed) {
        if (sealed.length() > MAX_SETUP) {
            return Optional.empty();
        }
        byte[] content;
        try {
            content = keys.open(Base64.getUrlDecoder().decode(sealed), context(me));
        } catch (IllegalArgumentException | Failure e) {
            return Optional.empty();
        }
        Instant until = Instant.ofEpochSecond(ByteBuffer.wrap(content).getLong());
        return until.isAfter(clock.instant())
                ? Optional.of(new Opened(Arrays.copyOfRange(content, Long.BYTES, content.length), until))
                : Optional.empty();
    }

    private static String context(StaffSession me) {
        return "setup:" + me.staffId() + ':' + me.sessionId();
    }

    /** The member who acts, or for whom a key acts. */
    private @Nullable UUID behind(Actor actor) {
        return switch (actor) {
            case Actor.Staff staff -> staff.id();
            case Actor.ApiClient key ->
                database.sql()
                        .sql("select owner_id from identity.api_key where id = ? and owner_id is not null")
                        .param(key.keyId())
                        .query(UUID.class)
                        .optional()
                        .orElse(null);
            default -> null;
        };
    }

    private Optional<String> lock(UUID staff) {
        return database.sql()
                .sql("select password from identity.staff where id = ? and active for update")
                .param(staff)
                .query(String.class)
                .optional();
    }

    private static void found(boolean there) {
        if (!there) {
            throw Failure.notFound("identity.no-factor", "There is no such second factor.");
        }
    }

    private static Failure appThere() {
        return Failure.conflict("identity.app-there", "An authenticator app is set up already. Remove it first.");
    }

    private static Failure tooOld() {
        return Failure.conflict("identity.setup-too-old", "This took too long. Begin again with a new picture.");
    }

    private static Failure badPasskey() {
        return Failure.invalid(
                "identity.bad-passkey", "The browser's answer was not a new passkey for this store. Please try again.");
    }
}
