package io.peakday.storefront.account;

import io.peakday.kernel.Money;
import io.peakday.ui.Picture;
import io.peakday.ui.Step;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An order as its customer sees it.
 *
 * @param status a sentence: where it stands
 * @param kind of the status: {@code good}, {@code warn}, {@code bad} or empty
 * @param expected when it should arrive; empty where that no longer matters
 * @param taxNote where it went has its own tax or none; else null
 * @param tracking where to follow the parcel; null before it was handed over
 * @param cancellable whether the customer may still call it off
 * @param returnable whether something of it may be sent back today
 */
public record OrderView(
        String number,
        String email,
        Instant placedAt,
        String status,
        String kind,
        String expected,
        List<Step> steps,
        List<Item> items,
        List<Row> totals,
        Money total,
        @Nullable String taxNote,
        List<String> shipTo,
        List<String> billTo,
        String shipping,
        String paidWith,
        @Nullable Track tracking,
        List<Return> returns,
        boolean cancellable,
        boolean returnable) {

    /**
     * A line.
     *
     * @param note such as {@code 1 returned}; empty for nothing
     * @param returnable how many may be sent back
     */
    public record Item(
            int position,
            String productId,
            String href,
            String title,
            String options,
            String seller,
            Picture picture,
            int quantity,
            Money total,
            String note,
            int returnable) {}

    /**
     * A line of the sum.
     *
     * @param note whether it only explains the total and is not part of the addition: the tax in it, what was refunded
     */
    public record Row(String label, Money amount, boolean note) {}

    /** @param url null where the carrier has no page */
    public record Track(
            String carrier, String number, @Nullable String url) {}

    public record Return(String state, String kind, String what, Instant at) {}
}
