package io.peakday.cart;

import io.peakday.cart.Difference.NoLongerAvailable;
import io.peakday.cart.Difference.OnlyLeft;
import io.peakday.cart.Difference.PriceDown;
import io.peakday.cart.Difference.PriceUp;
import io.peakday.catalog.Media;
import io.peakday.catalog.VariantView;
import io.peakday.kernel.Money;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Currency;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Puts together what a cart's owner sees: rows, catalogue and stock in, view out. */
final class Views {
    private static final int TAG_BYTES = 12;

    private Views() {}

    /**
     * @param catalog what the catalogue knows of the variants
     * @param available units by variant
     */
    static CartView of(
            CartRow cart,
            List<LineRow> rows,
            Map<UUID, VariantView> catalog,
            Map<UUID, Integer> available,
            Currency currency,
            @Nullable UUID orderId) {
        boolean frozen = cart.state() != CartState.OPEN;
        List<CartLine> lines = new ArrayList<>();
        List<CartLine> saved = new ArrayList<>();
        int items = 0;
        Money subtotal = Money.zero(currency);
        for (LineRow row : rows) {
            int there = available.getOrDefault(row.variantId(), 0);
            CartLine line = line(row, catalog.get(row.variantId()), there, currency, frozen || row.saved());
            if (row.saved()) {
                saved.add(line);
                continue;
            }
            lines.add(line);
            items += line.quantity();
            Money total = line.lineTotal();
            if (total != null && (frozen || line.purchasable())) {
                subtotal = subtotal.plus(total);
            }
        }
        return new CartView(
                cart.id(),
                cart.customerId(),
                cart.state(),
                cart.version(),
                lines,
                saved,
                items,
                subtotal,
                tag(lines),
                cart.checkoutId(),
                orderId,
                cart.continuedBy());
    }

    private static CartLine line(
            LineRow row, @Nullable VariantView item, int inStock, Currency currency, boolean settled) {
        boolean claimed = row.claimed() != null;
        Money ordinary = price(item, currency);
        Money price = claimed && ordinary != null ? row.accepted() : ordinary;
        int available = claimed ? row.quantity() : inStock;
        return new CartLine(
                row.variantId(),
                item == null ? null : item.productId(),
                item == null ? null : item.slug(),
                item == null ? "No longer in our range" : item.title(),
                item == null ? Map.of() : item.options(),
                item == null ? null : item.sku(),
                item == null ? null : item.brand(),
                item == null ? null : item.sellerName(),
                item == null ? null : picture(item.picture()),
                item == null ? null : item.taxClass(),
                item == null ? 0 : item.weightGrams(),
                row.quantity(),
                price,
                price == null ? null : price.times(row.quantity()),
                row.accepted(),
                available,
                row.addedAt(),
                settled ? List.of() : differences(row, price, available),
                row.claimed());
    }

    /** The price of now, if it can be bought here at all. */
    static @Nullable Money price(@Nullable VariantView item, Currency currency) {
        Money price = item == null || !item.purchasable() ? null : item.price();
        return price != null && price.currency().equals(currency) ? price : null;
    }

    private static List<Difference> differences(LineRow row, @Nullable Money price, int available) {
        if (price == null || available <= 0) {
            return List.of(new NoLongerAvailable());
        }
        List<Difference> differences = new ArrayList<>(2);
        Money accepted = row.accepted();
        if (!accepted.equals(price)) {
            boolean up = accepted.currency().equals(price.currency()) && price.compareTo(accepted) > 0;
            differences.add(up ? new PriceUp(accepted, price) : new PriceDown(accepted, price));
        }
        if (available < row.quantity()) {
            differences.add(new OnlyLeft(available));
        }
        return differences;
    }

    private static CartLine.@Nullable Picture picture(@Nullable Media media) {
        return media == null ? null : new CartLine.Picture(media.url(), media.alt(), media.width(), media.height());
    }

    /** Names exactly these differences; the same on every node. */
    private static String tag(List<CartLine> lines) {
        StringBuilder text = new StringBuilder();
        for (CartLine line : lines) {
            if (!line.differences().isEmpty()) {
                text.append(line.variantId()).append(line.differences()).append('\n');
            }
        }
        if (text.isEmpty()) {
            return "";
        }
        try {
            byte[] hash =
                    MessageDigest.getInstance("SHA-256").digest(text.toString().getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash, 0, TAG_BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
