package io.peakday.orders.command;

import io.peakday.commandkit.DoctorCheck;
import io.peakday.commandkit.DoctorCheck.Subject;
import io.peakday.commandkit.DoctorCheck.When;
import io.peakday.commandkit.Finding;
import io.peakday.orders.OrdersSettings;
import io.peakday.pricing.TaxTable;
import java.util.List;

/** Which tables say how orders are taxed, and whether they can be used. */
public final class TaxTableCheck {
    public static final DoctorCheck CHECK = new DoctorCheck("taxes", 100, When.ALWAYS, TaxTableCheck::tables);

    private TaxTableCheck() {}

    private static List<Finding> tables(Subject store) {
        OrdersSettings orders = store.settings(OrdersSettings.class);
        TaxTable table = TaxTable.of(orders.taxRates(), orders.taxRegions());
        String own = orders.taxRates() == null && orders.taxRegions() == null ? "built in" : "own files";
        return List.of(Finding.ok(
                "taxes",
                table.countries().size() + " countries and " + table.regions().size() + " regions, " + own));
    }
}
