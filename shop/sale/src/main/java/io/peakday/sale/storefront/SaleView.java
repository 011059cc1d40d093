package io.peakday.sale.storefront;

import io.peakday.kernel.Money;
import io.peakday.sale.SaleState;
import io.peakday.storefrontkit.Shell;
import io.peakday.ui.Picture;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the pages about sales show. */
public final class SaleView {
    private SaleView() {}

    /**
     * A sale, the same for everybody.
     *
     * @param item the product and the options it is sold in; empty where the sale is called like that already
     * @param href the product's page; empty where it has none
     * @param usual what it costs outside the sale; null where nobody sells it or it is not more
     * @param room the waiting room before it, if {@code waitingRoom} says that there is one; all items of a sale have the same
     * @param codeRequired whether only those may claim who know a code
     * @param waitingRoom whether there is a line before it
     * @param holdTime how long a claim waits for its payment, in words
     */
    public record Item(
            String id,
            String room,
            String name,
            String item,
            String href,
            Picture picture,
            Money price,
            @Nullable Money usual,
            SaleState state,
            int allocated,
            int available,
            int held,
            int perCustomer,
            String holdTime,
            Moment opens,
            Moment closes,
            boolean codeRequired,
            boolean waitingRoom) {
        public String path() {
            return "/sales/" + id;
        }

        /** What the page is about now: {@code planned}, {@code open}, {@code soldout}, {@code paused}, {@code over}. */
        public String phase() {
            return switch (state) {
                case PLANNED -> "planned";
                case OPEN -> available > 0 ? "open" : "soldout";
                case PAUSED -> "paused";
                case CLOSED, STOPPED -> "over";
            };
        }

        public boolean in(String phases) {
            return List.of(phases.split(" ")).contains(phase());
        }

        public double left() {
            return 100.0 * available / Math.max(1, allocated);
        }
    }

    /** @param words in the shop's zone, which they name */
    public record Moment(Instant at, String words, String brief) {}

    /** One item of a sale, and the others. */
    public record Page(Shell shell, Item sale, List<Item> others) {}

    /** All that are coming and running. */
    public record ListPage(Shell shell, List<Item> running, List<Item> coming) {}

    /** What the front page leads to. */
    public record Strip(List<SaleLink> sales) {
        public Strip {
            sales = List.copyOf(sales);
        }
    }

    /** What came of a claim, for the one who asked. */
    public record ClaimPage(Shell shell, Item sale, Outcome outcome) {}

    /**
     * What came of a claim.
     *
     * @param kind {@code claimed}, {@code already-claimed}, {@code bought}, {@code expired}, {@code sold-out}, {@code not-open},
     *     {@code limit-reached}, {@code busy}, {@code waiting}, {@code challenge}, {@code released}, {@code none}
     * @param units how many it is about; of {@code waiting} how many customers are before, -1 where that is not known yet
     * @param until when the hold ends, of {@code challenge} from when on it may be passed without a script; else null
     * @param challenge the text of a challenge that is to be passed; empty of every other kind
     */
    public record Outcome(String kind, int units, @Nullable Moment until, String challenge) {
        public Outcome(String kind, int units, @Nullable Moment until) {
            this(kind, units, until, "");
        }

        public static Outcome of(String kind) {
            return new Outcome(kind, 1, null);
        }
    }
}
