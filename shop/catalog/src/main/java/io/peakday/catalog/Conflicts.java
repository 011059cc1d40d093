package io.peakday.catalog;

import io.peakday.kernel.Failure;
import io.peakday.kernel.Fault;
import io.peakday.kernel.FieldError;
import java.util.List;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.dao.DuplicateKeyException;

/** How it is reported that something is there already, or is no longer what the caller saw. */
final class Conflicts {
    private Conflicts() {}

    static Failure version(long expected, long present) {
        return Failure.conflict(
                "catalog.version-conflict",
                "This was changed meanwhile: you edited version " + expected + ", and it is at version " + present
                        + " now. Read it again and repeat your change.");
    }

    /** Names the field by the unique index that refused the row. */
    static Failure duplicate(DuplicateKeyException e) {
        String message = String.valueOf(e.getMessage());
        if (message.contains("variant_sku_key")) {
            return taken("sku", "Another product has a variant with this SKU.", e);
        }
        if (message.contains("product_external_id_key")) {
            return taken("externalId", "Another product has this external id.", e);
        }
        if (message.contains("product_slug_key") || message.contains("slug_redirect_pkey")) {
            return taken("slug", "Another product has or had this address.", e);
        }
        return taken("id", "Another product has a variant or an offer with this id.", e);
    }

    /** What a product refers to was there when it was looked at, and was removed before it was saved. */
    static Failure vanished(DataIntegrityViolationException e) {
        return new Failure(
                Fault.CONFLICT,
                "catalog.unknown-reference",
                "The category of this product was removed just now; choose another.",
                List.of(new FieldError("categoryId", "unknown", "There is no such category.")),
                e);
    }

    private static Failure taken(String field, String sentence, Throwable cause) {
        return new Failure(
                Fault.CONFLICT, "catalog.taken", sentence, List.of(new FieldError(field, "taken", sentence)), cause);
    }
}
