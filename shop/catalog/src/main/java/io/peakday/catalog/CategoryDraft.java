package io.peakday.catalog;

import io.peakday.kernel.Checks;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A category as somebody wants it to be.
 *
 * @param externalId null for one made here
 * @param slug null to keep the present one, or to make one from the name
 * @param parentId null for a department
 */
public record CategoryDraft(
        @Nullable String externalId,
        @Nullable String slug,
        String name,
        @Nullable UUID parentId,
        int position) {
    public CategoryDraft {
        Checks checks = new Checks();
        if (externalId != null) {
            Limits.checkText(checks, "externalId", externalId, 1, Limits.EXTERNAL_ID);
        }
        if (slug != null) {
            Limits.checkSlug(checks, "slug", slug);
        }
        Limits.checkText(checks, "name", name, 1, Limits.CATEGORY_NAME);
        checks.range("position", position, 0, 1_000_000)
                .orThrow("catalog.invalid-category", "This category has fields that must be put right.");
    }
}
