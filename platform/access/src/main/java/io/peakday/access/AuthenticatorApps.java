package io.peakday.access;

import io.peakday.access.StaffEvents.SecondFactorChange;
import io.peakday.access.factor.FactorKeys;
import io.peakday.access.factor.Totp;
import io.peakday.identity.PasswordSignIn;
import io.peakday.kernel.Failure;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Setting up the one authenticator app of a member of staff, and removing it. Until the app's first code shows that the secret has
 * arrived there, nobody keeps the secret but the page, sealed.
 */
public final class AuthenticatorApps {
    private static final String ISSUER = "Peakday";
    private static final int MAX_SETUP = 200;

    private final InstantSource clock;
    private final PasswordSignIn signIn;
    private final FactorStore store;
    private final FactorKeys keys;
    private final FactorConfirmation confirmation;
    private final FactorChanges changes;

    AuthenticatorApps(
            InstantSource clock,
            PasswordSignIn signIn,
            FactorStore store,
            FactorKeys keys,
            FactorConfirmation confirmation,
            FactorChanges changes) {
        this.clock = clock;
        this.signIn = signIn;
        this.store = store;
        this.keys = keys;
        this.confirmation = confirmation;
        this.changes = changes;
    }

    /**
     * A new app's secret before its first code has shown that it arrived.
     *
     * @param text for typing
     * @param uri for the picture
     * @param sealed to be handed back with the first code; nobody but this program can read or make it
     */
    public record Setup(String text, String uri, String sealed) {
        @Override
        public String toString() {
            return "Setup";
        }
    }

    /**
     * A fresh secret for an app; nothing is kept of it until {@link #add}.
     *
     * @throws Failure {@code identity.app-there}, {@code identity.not-confirmed}
     */
    public Setup begin(StaffSession me) {
        confirmation.require(me);
        if (store.view(me.staffId()).appSince() != null) {
            throw appThere();
        }
        byte[] secret = Totp.newSecret();
        return setup(me, secret, clock.instant().plus(FactorConfirmation.COUNTS_FOR));
    }

    /** The same once more, for a page that is shown again; empty if it is too old or somebody else's. */
    public Optional<Setup> again(StaffSession me, String sealed) {
        return unseal(me, sealed).map(opened -> setup(me, opened.secret(), opened.until()));
    }

    /**
     * Sets the app up.
     *
     * @param sealed of {@link Setup}
     * @return new recovery codes, if there were none
     * @throws Failure {@code identity.wrong-code}, {@code identity.setup-too-old}, {@code identity.app-there}, {@code
     *     identity.not-confirmed}
     */
    public List<String> add(StaffSession me, String sealed, String code) {
        Opened opened = unseal(me, sealed).orElseThrow(AuthenticatorApps::tooOld);
        OptionalLong used = signIn.guesses()
                .count(me.staffId(), me.sessionId(), () -> Totp.match(opened.secret(), code, clock.instant(), 0));
        if (used.isEmpty()) {
            throw Failure.invalid(
                    "identity.wrong-code",
                    "This is not the code that the app should show now. Is the phone's clock right? Wait for the next code and try"
                            + " again.");
        }
        return changes.make(me, SecondFactorChange.APP_ADDED, () -> {
            if (!store.addApp(me.staffId(), opened.secret(), used.getAsLong())) {
                throw appThere();
            }
        });
    }

    /** @throws Failure {@code identity.no-factor}, {@code identity.last-factor}, {@code identity.not-confirmed} */
    public void remove(StaffSession me) {
        changes.make(
                me, SecondFactorChange.APP_REMOVED, () -> FactorChanges.requireFound(store.removeApp(me.staffId())));
    }

    @SuppressWarnings("ArrayRecordComponent") // a secret on its way through; never compared
    private record Opened(byte[] secret, Instant until) {}

    private Setup setup(StaffSession me, byte[] secret, Instant until) {
        byte[] content = ByteBuffer.allocate(Long.BYTES + secret.length)
                .putLong(until.getEpochSecond())
                .put(secret)
                .array();
        return new Setup(
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

    private static Failure appThere() {
        return Failure.conflict("identity.app-there", "An authenticator app is set up already. Remove it first.");
    }

    private static Failure tooOld() {
        return Failure.conflict("identity.setup-too-old", "This took too long. Begin again with a new picture.");
    }
}
