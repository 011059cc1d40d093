package io.peakday.access;

import io.peakday.access.FactorStore.Purpose;
import io.peakday.access.StaffEvents.SecondFactorChange;
import io.peakday.access.factor.Passkeys;
import io.peakday.access.factor.RelyingParty;
import io.peakday.kernel.Checks;
import io.peakday.kernel.Failure;
import java.util.List;
import java.util.UUID;

/** Adding passkeys of a member of staff, and removing them. */
public final class StaffPasskeys {
    private static final int MAX_PASSKEYS = 20;
    private static final int MAX_NAME = 60;

    private final FactorStore store;
    private final Passkeys passkeys;
    private final FactorConfirmation confirmation;
    private final FactorChanges changes;

    StaffPasskeys(FactorStore store, Passkeys passkeys, FactorConfirmation confirmation, FactorChanges changes) {
        this.store = store;
        this.passkeys = passkeys;
        this.confirmation = confirmation;
        this.changes = changes;
    }

    /**
     * What the browser is to make a new passkey by.
     *
     * @throws Failure {@code identity.not-confirmed}
     */
    public PasskeyRequest begin(StaffSession me, RelyingParty party) {
        confirmation.require(me);
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
    public List<String> add(StaffSession me, String name, String json, RelyingParty party) {
        new Checks().text("name", name, 1, MAX_NAME).orThrow("identity.bad-passkey-name", "This passkey needs a name.");
        Passkeys.Credential made = store.takeChallenge(me.sessionId(), Purpose.ADD)
                .flatMap(challenge -> passkeys.register(json, challenge, party))
                .orElseThrow(StaffPasskeys::badPasskey);
        return changes.make(me, SecondFactorChange.PASSKEY_ADDED, () -> {
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
    public void remove(StaffSession me, UUID passkey) {
        changes.make(
                me,
                SecondFactorChange.PASSKEY_REMOVED,
                () -> FactorChanges.requireFound(store.removePasskey(me.staffId(), passkey)));
    }

    private static Failure badPasskey() {
        return Failure.invalid(
                "identity.bad-passkey", "The browser's answer was not a new passkey for this store. Please try again.");
    }
}
