package io.peakday.storefront.cart;

import io.peakday.kernel.Money;
import io.peakday.storefrontkit.ProductCard;
import io.peakday.storefrontkit.Shell;
import io.peakday.ui.Picture;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The cart as a page.
 *
 * @param differencesTag to be sent along when the shopper accepts the changes; empty where there are none
 * @param banner what has changed since the shopper last looked, one sentence each
 * @param frozen whether a checkout holds the cart
 * @param freeShippingGap what is missing to free delivery; null where that does not apply
 * @param version of the cart, so that a script knows whether it is behind; 0 where there is no cart yet
 */
public record CartPageView(
        Shell shell,
        List<Line> lines,
        List<Line> saved,
        int itemCount,
        Money subtotal,
        String differencesTag,
        List<String> banner,
        boolean frozen,
        @Nullable Money freeShippingGap,
        int freeShippingPercent,
        long version,
        @Nullable String message,
        List<ProductCard> ideas) {

    public boolean empty() {
        return lines.isEmpty();
    }

    /** Whether at least one line can be bought. */
    public boolean buyable() {
        return lines.stream().anyMatch(Line::buyable);
    }

    /**
     * One line.
     *
     * @param options {@code Red · M}; empty where there is nothing to choose
     * @param unitPrice null where it cannot be bought
     * @param was the price the shopper had accepted, where it differs
     * @param most the highest quantity that makes sense
     * @param note what to know about it, such as {@code Only 2 left}; empty for nothing
     * @param noteKind {@code good}, {@code warn} or {@code bad}
     * @param claimedUntil of a claim in a sale: its quantity cannot be changed; null of an ordinary line
     */
    public record Line(
            UUID variantId,
            @Nullable String href,
            String title,
            String options,
            String seller,
            Picture picture,
            int quantity,
            @Nullable Money unitPrice,
            @Nullable Money total,
            @Nullable Money was,
            int most,
            String note,
            String noteKind,
            @Nullable Instant claimedUntil,
            boolean buyable) {}
}
