package io.peakday.access;

import io.peakday.access.FactorStore.Purpose;
import io.peakday.access.FactorStore.Stored;
import io.peakday.access.factor.Passkeys;
import io.peakday.access.factor.RelyingParty;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Asks for a member's second factor, checks whether an answer proves it, and uses up what it is proved by. */
final class FactorCheck {
    /** What a second factor was proved by; the code goes to the audit log. */
    enum Proof {
        APP,
        PASSKEY,
        RECOVERY_CODE;

        String code() {
            return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
        }
    }

    private final FactorStore store;
    private final Passkeys passkeys;

    FactorCheck(FactorStore store, Passkeys passkeys) {
        this.store = store;
        this.passkeys = passkeys;
    }

    /**
     * What a browser is to sign with a passkey; empty if none of the member works at this host.
     *
     * @param holder as of {@link #check}
     */
    Optional<PasskeyRequest> request(UUID staff, UUID holder, RelyingParty party) {
        List<byte[]> allowed = store.credentialIds(staff, party);
        return allowed.isEmpty()
                ? Optional.empty()
                : Optional.of(new PasskeyRequest.Answer(store.challenge(holder, Purpose.ANSWER), party, allowed));
    }

    /**
     * In the caller's transaction, which has locked the member.
     *
     * @param holder for whom the passkey's challenge was made: a session, or a step of a sign-in
     * @return by what it was proved; empty if it was not
     */
    Optional<Proof> check(UUID staff, UUID holder, FactorAnswer answer) {
        boolean right = switch (answer) {
            case FactorAnswer.Code code -> store.useCode(staff, code.code());
            case FactorAnswer.Recovery recovery -> store.useRecoveryCode(staff, recovery.code());
            case FactorAnswer.Passkey passkey -> signed(staff, holder, passkey);
        };
        Proof proof = switch (answer) {
            case FactorAnswer.Code code -> Proof.APP;
            case FactorAnswer.Recovery recovery -> Proof.RECOVERY_CODE;
            case FactorAnswer.Passkey passkey -> Proof.PASSKEY;
        };
        return right ? Optional.of(proof) : Optional.empty();
    }

    private boolean signed(UUID staff, UUID holder, FactorAnswer.Passkey answer) {
        byte[] challenge = store.takeChallenge(holder, Purpose.ANSWER).orElse(null);
        byte[] signer = passkeys.signer(answer.json()).orElse(null);
        if (challenge == null || signer == null) {
            return false;
        }
        Stored known = store.passkeys(staff, answer.party()).stream()
                .filter(each -> Arrays.equals(each.credential().id(), signer))
                .findFirst()
                .orElse(null);
        return known != null
                && passkeys.verify(answer.json(), challenge, answer.party(), known.credential())
                        .filter(count -> store.usePasskey(known, count))
                        .isPresent();
    }
}
