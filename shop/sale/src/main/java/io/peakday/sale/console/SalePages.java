package io.peakday.sale.console;

import io.peakday.catalog.CatalogPermissions;
import io.peakday.catalog.VariantView;
import io.peakday.consolekit.Chart;
import io.peakday.consolekit.Frame;
import io.peakday.consolekit.Query;
import io.peakday.identity.Permission;
import io.peakday.sale.AdmissionPolicy;
import io.peakday.sale.Sale;
import io.peakday.sale.SaleCount;
import io.peakday.sale.SaleFigures;
import io.peakday.sale.SaleNow;
import io.peakday.sale.SaleState;
import io.peakday.ui.Field;
import io.peakday.ui.Form;
import io.peakday.ui.Formats;
import io.peakday.web.Page;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What the pages about sales show. */
public final class SalePages {
    /** The right to see who bought, declared by the module of orders, which stands above. */
    public static final Permission ORDERS_READ = new Permission(SaleController.ORDERS_READ);

    private SalePages() {}

    /** All sales, those that open last first. */
    public record ListPage(
            Frame frame, Query query, Page<Sale> page, Map<UUID, SaleCount> counts, Map<UUID, VariantView> variants) {
        /** What is sold, where the sale's name does not say it; empty otherwise. */
        public String item(Sale sale) {
            VariantView variant = variants.get(sale.variantId());
            return variant == null || variant.title().equalsIgnoreCase(sale.name()) ? "" : variant.title();
        }

        public SaleCount count(Sale sale) {
            return counts.getOrDefault(sale.id(), new SaleCount(sale.allocated(), 0, 0, 0));
        }

        public SaleState state(Sale sale) {
            return sale.stateAt(frame.now());
        }
    }

    /** A variant that a sale can be planned of. */
    public record Choice(VariantView variant, int available) {}

    /**
     * Planning a sale: first what, then how.
     *
     * @param to the sale that an item is added to; null: a new sale is planned
     * @param query what was looked for
     * @param chosen what is to be sold; null while it is looked for
     * @param zone the one that the times in the form are meant in
     * @param id names the sale this page may plan, so that sending it twice plans once
     */
    public record PlanPage(
            Frame frame,
            @Nullable Sale to,
            String query,
            List<Choice> found,
            @Nullable Choice chosen,
            Form form,
            String zone,
            UUID id) {
        /** Where it is looked for something else. */
        public String again() {
            return "/console/sales/new" + (to == null ? "" : "?to=" + to.id());
        }

        public String choose(Choice one) {
            return again() + (to == null ? "?" : "&") + "variant="
                    + one.variant().variantId();
        }
    }

    /**
     * One sale.
     *
     * @param items all of the sale, this one among them
     * @param variants of the items, as far as the catalogue knows them
     * @param closing the present closing as a field for a date and time holds it
     * @param asked which action was refused just now, to be shown again with what was typed
     */
    public record OnePage(
            Frame frame,
            Sale sale,
            List<SaleNow> items,
            Map<UUID, VariantView> variants,
            Live live,
            Form form,
            String closing,
            String asked) {
        /** Null where the catalogue does not know it any more. */
        public @Nullable VariantView variant() {
            return variants.get(sale.variantId());
        }

        public String title(Sale item) {
            VariantView variant = variants.get(item.variantId());
            return variant == null ? "An item that the catalogue does not know any more" : variant.title();
        }

        public SaleState state() {
            return live.state();
        }

        /** Who did this with the sale, and when. */
        public String audit(String action) {
            return Query.of("/console/audit")
                    .with("subject", "/console/sales/" + sale.id() + "/" + action)
                    .href();
        }

        public boolean may() {
            return frame.may(CatalogPermissions.CATALOG_WRITE) && !over();
        }

        /** An item can be taken out until the sale begins, and another one is left then. */
        public boolean canRemove() {
            return may() && state() == SaleState.PLANNED && items.size() > 1;
        }

        public boolean over() {
            return state() == SaleState.CLOSED || state() == SaleState.STOPPED;
        }

        /** A field of the form that changes the waiting room, with what was typed or else what holds. */
        public Field admissionField(String name, String label) {
            AdmissionPolicy admission = sale.admission();
            int now = admission == null
                    ? 0
                    : name.equals("admissions") ? admission.admissionsPerSecond() : admission.challengeBits();
            return form.put(name, form.values().getOrDefault(name, Integer.toString(now)))
                    .field(name, label);
        }

        public boolean canPause() {
            return may() && !sale.paused();
        }

        public boolean canResume() {
            return may() && sale.paused();
        }
    }

    /**
     * How a sale goes at a moment.
     *
     * @param inLine how many wait in its waiting room; empty where it has none
     */
    public record Live(
            Sale sale, SaleState state, SaleCount count, SaleFigures figures, OptionalLong inLine, Instant now) {
        public double share(int units) {
            return 100.0 * units / Math.max(1, sale.allocated());
        }

        public String conversion() {
            return figures.granted() == 0 ? "–" : String.format(Locale.ENGLISH, "%.1f %%", figures.conversion());
        }

        public int peak() {
            return figures.perSecond().stream()
                    .mapToInt(Integer::intValue)
                    .max()
                    .orElse(0);
        }

        /** Claims in each second of the last minute. */
        public Chart rate() {
            int seconds = figures.perSecond().size();
            List<Chart.Value> values = new ArrayList<>(seconds);
            for (int i = 0; i < seconds; i++) {
                int claims = figures.perSecond().get(i);
                int ago = seconds - i;
                values.add(new Chart.Value(ago + " s ago", claims, Formats.count(claims, "claim", "claims"), ""));
            }
            long minute =
                    figures.perSecond().stream().mapToLong(Integer::longValue).sum();
            return Chart.of(
                    "Claims granted, last minute",
                    "claims a second",
                    Formats.count(minute),
                    Formats.count(Math.max(1, peak())),
                    values);
        }
    }
}
