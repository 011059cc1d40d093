package io.peakday.catalog;

import io.peakday.kernel.Checks;
import io.peakday.kernel.Failure;
import io.peakday.kernel.FieldError;
import java.util.List;
import java.util.UUID;

/** Checks a draft against what is outside it: the categories and sellers it refers to, and what the store sells in. */
final class References {
    private final Categories categories;
    private final Sellers sellers;
    private final SellingCurrency selling;

    References(Categories categories, Sellers sellers, SellingCurrency selling) {
        this.categories = categories;
        this.sellers = sellers;
        this.selling = selling;
    }

    /** Looks around once for any number of drafts. */
    Look look() {
        return new Look(categories.tree());
    }

    /** What was seen; what was not seen is asked for again, because another node may have made it just now. */
    final class Look {
        private CategoryTree tree;
        private boolean again = true;

        private Look(CategoryTree tree) {
            this.tree = tree;
        }

        private boolean isThere(UUID category) {
            if (tree.find(category).isEmpty() && again) {
                again = false;
                tree = categories.refreshed();
            }
            return tree.find(category).isPresent();
        }

        List<FieldError> wrong(ProductDraft draft) {
            Checks checks = new Checks()
                    .require(isThere(draft.categoryId()), "categoryId", "unknown", "There is no such category.");
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
    }

    /** Prices in another currency than the store's. */
    List<FieldError> currencies(ProductDraft draft) {
        return selling.wrong(draft.variants());
    }

    /**
     * Whether this can be on sale.
     *
     * @throws Failure {@code catalog.not-sellable}
     */
    void requireSellable(List<VariantDraft> variants) {
        if (variants.isEmpty()) {
            throw Failure.invalid(
                    "catalog.not-sellable",
                    "A product needs at least one variant before it can be published.",
                    List.of(new FieldError("variants", "required", "Add a variant.")));
        }
        selling.require(variants);
    }

    void require(ProductDraft draft) {
        List<FieldError> wrong = look().wrong(draft);
        if (!wrong.isEmpty()) {
            throw Failure.invalid("catalog.unknown-reference", "This product refers to what is not there.", wrong);
        }
    }
}
