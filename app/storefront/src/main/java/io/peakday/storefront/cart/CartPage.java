package io.peakday.storefront.cart;

import io.peakday.cart.CartLine;
import io.peakday.cart.CartState;
import io.peakday.cart.CartView;
import io.peakday.cart.Claimed;
import io.peakday.cart.Difference;
import io.peakday.kernel.Money;
import io.peakday.search.Search;
import io.peakday.search.SearchRequest;
import io.peakday.search.Sort;
import io.peakday.storefront.layout.Cards;
import io.peakday.storefront.layout.PageLayouts;
import io.peakday.storefrontkit.Delivery;
import io.peakday.storefrontkit.ProductCard;
import io.peakday.ui.Formats;
import io.peakday.ui.Picture;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Currency;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Makes the cart's page. */
public final class CartPage {
    private static final Money NOTHING = Money.zero(Currency.getInstance("EUR"));
    private static final int IDEAS = 6;
    private static final int MOST = 99;

    private final Search search;
    private final PageLayouts layouts;
    private final Delivery delivery;

    public CartPage(Search search, PageLayouts layouts, Delivery delivery) {
        this.search = search;
        this.layouts = layouts;
        this.delivery = delivery;
    }

    /** @param cart null where the shopper has none yet */
    CartPageView view(@Nullable CartView cart, @Nullable String message) {
        if (cart == null) {
            return new CartPageView(
                    layouts.personal("Your cart"),
                    List.of(),
                    List.of(),
                    0,
                    NOTHING,
                    "",
                    List.of(),
                    false,
                    null,
                    0,
                    0,
                    message,
                    ideas(Set.of()));
        }
        Set<UUID> products = new HashSet<>();
        cart.lines().forEach(line -> {
            if (line.productId() != null) {
                products.add(line.productId());
            }
        });
        Money gap = gap(cart.subtotal());
        return new CartPageView(
                layouts.personal("Your cart"),
                cart.lines().stream().map(CartPage::line).toList(),
                cart.saved().stream().map(CartPage::line).toList(),
                cart.itemCount(),
                cart.subtotal(),
                cart.differencesTag(),
                banner(cart),
                cart.state() == CartState.CHECKOUT,
                gap,
                percent(cart.subtotal()),
                cart.version(),
                message,
                ideas(products));
    }

    private @Nullable Money gap(Money subtotal) {
        Money free = delivery.freeFrom();
        return free == null || !free.currency().equals(subtotal.currency()) || subtotal.compareTo(free) >= 0
                ? null
                : free.minus(subtotal);
    }

    private int percent(Money subtotal) {
        Money free = delivery.freeFrom();
        return free == null || free.isZero() ? 0 : (int) Math.clamp(100 * subtotal.minor() / free.minor(), 0, 100);
    }

    private List<ProductCard> ideas(Set<UUID> without) {
        var result = search.search(
                new SearchRequest("", null, Map.of(), Sort.BESTSELLING, 1, IDEAS + without.size() % 50, false));
        return Cards.of(
                result.hits().stream()
                        .filter(hit -> !without.contains(hit.productId()) && hit.available())
                        .limit(IDEAS)
                        .toList(),
                layouts);
    }

    private static CartPageView.Line line(CartLine line) {
        String note = "";
        String kind = "";
        Money was = null;
        Claimed claimed = line.claimed();
        if (claimed != null) {
            note = "Yours at the sale's price until " + Formats.dayTime(claimed.until()) + " UTC";
            kind = "good";
        } else if (!line.purchasable()) {
            note = line.unitPrice() == null ? "Cannot be bought any more" : "Out of stock";
            kind = "bad";
        } else if (line.available() < line.quantity() || line.available() <= 3) {
            note = "Only " + line.available() + " left";
            kind = "warn";
        }
        for (Difference difference : line.differences()) {
            switch (difference) {
                case Difference.PriceUp up -> was = up.from();
                case Difference.PriceDown down -> was = down.from();
                case Difference.NoLongerAvailable gone -> {}
                case Difference.OnlyLeft left -> {}
            }
        }
        return new CartPageView.Line(
                line.variantId(),
                line.slug() == null
                        ? null
                        : "/p/" + line.slug()
                                + (line.sku() == null || line.options().isEmpty()
                                        ? ""
                                        : "?v=" + URLEncoder.encode(line.sku(), StandardCharsets.UTF_8)),
                line.title(),
                String.join(" · ", line.options().values()),
                line.sellerName() == null ? "" : line.sellerName(),
                picture(line),
                line.quantity(),
                line.unitPrice(),
                line.lineTotal(),
                was,
                Math.min(MOST, Math.max(line.available(), 0)),
                note,
                kind,
                claimed == null ? null : claimed.until(),
                line.purchasable());
    }

    static Picture picture(CartLine line) {
        CartLine.Picture picture = line.picture();
        return picture == null
                ? Picture.none(line.title(), "parcel")
                : Picture.of(picture.url(), line.title(), picture.width(), picture.height(), "parcel");
    }

    private static List<String> banner(CartView cart) {
        List<String> sentences = new ArrayList<>();
        for (CartLine line : cart.lines()) {
            for (Difference difference : line.differences()) {
                sentences.add(
                        switch (difference) {
                            case Difference.PriceUp(Money from, Money to) ->
                                line.title() + " now costs " + Formats.money(to) + " instead of " + Formats.money(from)
                                        + ".";
                            case Difference.PriceDown(Money from, Money to) ->
                                "Good news: " + line.title() + " went down from " + Formats.money(from) + " to "
                                        + Formats.money(to) + ".";
                            case Difference.NoLongerAvailable gone ->
                                line.title() + " cannot be bought any more and does not count towards the total.";
                            case Difference.OnlyLeft(int left) ->
                                "Only " + left + " of " + line.title() + " " + (left == 1 ? "is" : "are") + " left.";
                        });
            }
        }
        return sentences;
    }
}
