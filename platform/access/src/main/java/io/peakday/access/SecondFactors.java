package io.peakday.access;

import io.peakday.access.StaffEvents.SecondFactorChange;
import io.peakday.kernel.Failure;
import java.util.List;
import java.util.UUID;

/**
 * The second factors that members of staff have: an authenticator app, passkeys, and recovery codes for the day on which these are
 * gone.
 *
 * <p>Whoever changes their own confirms first ({@link FactorConfirmation}), then sets up or removes an app ({@link AuthenticatorApps})
 * or passkeys ({@link StaffPasskeys}). Recovery codes come with the first factor and go with the last.
 */
public final class SecondFactors {
    private final FactorStore store;
    private final SecondFactorSettings settings;
    private final FactorChanges changes;

    SecondFactors(FactorStore store, SecondFactorSettings settings, FactorChanges changes) {
        this.store = store;
        this.settings = settings;
        this.changes = changes;
    }

    /** Whether the store asks every member of staff for a second factor. */
    public boolean isRequired() {
        return settings.required();
    }

    public SecondFactorView of(UUID staff) {
        return store.view(staff);
    }

    /**
     * New recovery codes; the old ones count no more.
     *
     * @throws Failure {@code identity.no-factor}, {@code identity.not-confirmed}
     */
    public List<String> renewCodes(StaffSession me) {
        return changes.make(me, SecondFactorChange.CODES_RENEWED, () -> {
            FactorChanges.requireFound(store.isSet(me.staffId()));
            store.removeCodes(me.staffId());
        });
    }
}
