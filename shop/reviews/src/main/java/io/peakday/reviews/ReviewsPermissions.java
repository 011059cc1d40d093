package io.peakday.reviews;

import io.peakday.catalog.CatalogPermissions;
import io.peakday.identity.DeclaredPermission;
import io.peakday.identity.Permission;
import io.peakday.identity.Role;
import java.util.List;

/** The permission of reviews. */
public final class ReviewsPermissions {
    public static final Permission REVIEWS_MODERATE = new Permission(Names.REVIEWS_MODERATE);

    static final List<DeclaredPermission> DECLARED =
            List.of(DeclaredPermission.of(REVIEWS_MODERATE, 100, CatalogPermissions.CATALOG, Role.SUPPORT));

    private ReviewsPermissions() {}

    /** As {@link io.peakday.identity.Requires} names them. */
    public static final class Names {
        public static final String REVIEWS_MODERATE = "REVIEWS_MODERATE";

        private Names() {}
    }
}
