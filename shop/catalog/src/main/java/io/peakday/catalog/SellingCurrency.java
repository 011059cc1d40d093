package io.peakday.catalog;

import io.peakday.kernel.Failure;
import io.peakday.kernel.FieldError;
import io.peakday.kernel.Money;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;

/** The one currency a store sells in: a price in any other can be shown to nobody and paid by nobody. */
record SellingCurrency(Currency currency) {
    /** Each price in another currency, with the reason. */
    List<FieldError> wrong(List<VariantDraft> variants) {
        List<FieldError> wrong = new ArrayList<>();
        for (int i = 0; i < variants.size(); i++) {
            List<OfferDraft> offers = variants.get(i).offers();
            for (int j = 0; j < offers.size(); j++) {
                Money price = offers.get(j).price();
                if (!price.currency().equals(currency)) {
                    wrong.add(new FieldError(
                            "variants[" + i + "].offers[" + j + "].price",
                            "currency",
                            "This store sells in " + currency + "; the price " + price + " cannot be paid here."));
                }
            }
        }
        return wrong;
    }

    /** @throws Failure {@code catalog.not-sellable} */
    void require(List<VariantDraft> variants) {
        List<FieldError> wrong = wrong(variants);
        if (!wrong.isEmpty()) {
            throw Failure.invalid(
                    "catalog.not-sellable",
                    "This store sells in " + currency + ", and this product has prices in another currency.",
                    wrong);
        }
    }
}
