package io.peakday.payments;

import io.peakday.identity.DeclaredPermission;
import io.peakday.identity.Permission;
import io.peakday.identity.Role;
import java.util.List;

/** The permission of payments. */
public final class PaymentsPermissions {
    public static final Permission PAYMENTS_REFUND = new Permission(Names.PAYMENTS_REFUND);

    static final List<DeclaredPermission> DECLARED = List.of(DeclaredPermission.of(PAYMENTS_REFUND, 70, Role.SUPPORT));

    private PaymentsPermissions() {}

    /** As {@link io.peakday.identity.Requires} names them. */
    public static final class Names {
        public static final String PAYMENTS_REFUND = "PAYMENTS_REFUND";

        private Names() {}
    }
}
