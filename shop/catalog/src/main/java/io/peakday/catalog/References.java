package io.peakday.catalog;

import io.peakday.kernel.Checks;
import io.peakday.kernel.Failure;
import io.peakday.kernel.FieldError;
import java.util.List;
import java.util.UUID;

/** Checks what a draft refers to. */
final class References {
    private final Categories categories;
    private final Sellers sellers;

    References(Categories categories, Sellers sellers) {
        this.categories = categories;
        this.sellers = sellers;
    }

    List<FieldError> wrong(ProductDraft draft) {
        Checks checks = new Checks()
                .require(categories.exists(draft.categoryId()), "categoryId", "unknown", "There is no such category.");
        for (int i = 0; i < draft.variants().size(); i++) {
            List<OfferDraft> offers = draft.variants().get(i).offers();
            for (int j = 0; j < offers.size(); j++) {
                UUID seller = offers.get(j).sellerId();
                checks.require(
                        sellers.find(seller).isPresent(),
                        "variants[" + i + "].offers[" + j + "].sellerId",
                        "unknown",
                        "There is no such seller.");
            }
        }
        return checks.errors();
    }

    void require(ProductDraft draft) {
        List<FieldError> wrong = wrong(draft);
        if (!wrong.isEmpty()) {
            throw Failure.invalid("catalog.unknown-reference", "This product refers to what is not there.", wrong);
        }
    }
}
