package io.peakday.catalog.command;

import io.peakday.catalog.Catalog;
import io.peakday.catalog.Product;
import io.peakday.commandkit.DoctorCheck;
import io.peakday.commandkit.DoctorCheck.Subject;
import io.peakday.commandkit.DoctorCheck.When;
import io.peakday.commandkit.Finding;
import java.util.List;
import java.util.stream.Collectors;

/** Whether every published product can be bought in the store's currency. */
public final class CurrencyCheck {
    public static final DoctorCheck CHECK =
            new DoctorCheck("products", 500, When.WHILE_RUNNING, CurrencyCheck::products);

    /** So many products are named at most. */
    private static final int NAMED = 10;

    private CurrencyCheck() {}

    private static List<Finding> products(Subject store) {
        try {
            Catalog catalog = store.bean(Catalog.class);
            List<Product> products = catalog.inOtherCurrencies(NAMED);
            return products.isEmpty()
                    ? List.of()
                    : List.of(Finding.wrong(
                            "products",
                            "published with prices in another currency than " + catalog.currency()
                                    + ", by which nobody can buy: "
                                    + products.stream().map(Product::title).collect(Collectors.joining("; "))));
        } catch (RuntimeException e) {
            return List.of(Finding.wrong("products", "cannot be looked at: " + e.getMessage()));
        }
    }
}
