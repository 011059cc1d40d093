package io.peakday.storefront.cart;

import io.peakday.cart.CartOwner;
import io.peakday.cart.CartView;
import io.peakday.cart.Carts;
import io.peakday.identity.CurrentActor;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;

/**
 * Which cart is the shopper's: a customer's own, else the one whose id is in the guest's cookie. The id is all it takes
 * to use a guest's cart, so scripts cannot read the cookie.
 */
public final class ShopperCart {
    static final String COOKIE = "peakday_cart";
    private static final Duration AGE = Duration.ofDays(180);

    private final Carts carts;

    public ShopperCart(Carts carts) {
        this.carts = carts;
    }

    /** A cart and who may touch it. */
    public record Mine(UUID id, CartOwner owner) {}

    /** The cart there is, without making one. */
    public Optional<Mine> find(HttpServletRequest request) {
        return CurrentActor.customerId()
                .map(customer -> carts.current(customer).map(id -> new Mine(id, CartOwner.customer(customer))))
                .orElseGet(() -> guestCart(request).map(id -> new Mine(id, CartOwner.guest())));
    }

    /** The cart there is, or a new one. */
    public Mine open(HttpServletRequest request, HttpServletResponse response) {
        return find(request).filter(this::exists).orElseGet(() -> {
            CartOwner owner = CurrentActor.customerId().map(CartOwner::customer).orElse(CartOwner.guest());
            UUID id = carts.create(owner);
            remember(request, response, owner, id);
            return new Mine(id, owner);
        });
    }

    /** The cart as it is now; one that was bought or merged leads to the one that took over. */
    public Optional<CartView> view(HttpServletRequest request, HttpServletResponse response) {
        Optional<Mine> mine = find(request);
        Optional<CartView> view = mine.flatMap(cart -> carts.find(cart.id(), cart.owner()));
        UUID next = view.map(CartView::continuedBy).orElse(null);
        if (mine.isPresent() && next != null) {
            remember(request, response, mine.get().owner(), next);
            return carts.find(next, mine.get().owner());
        }
        return view;
    }

    /** From now on this browser's cart is that one. */
    public void remember(HttpServletRequest request, HttpServletResponse response, CartOwner owner, UUID id) {
        if (owner.customerId() == null) {
            set(request, response, id.toString(), AGE);
        }
    }

    /** After sign-in: what was in the guest's cart is in the customer's. */
    public void bringAlong(HttpServletRequest request, HttpServletResponse response, UUID customerId) {
        guestCart(request).ifPresent(guest -> {
            carts.merge(guest, customerId);
            set(request, response, "", Duration.ZERO);
        });
    }

    public @Nullable UUID guestCartId(HttpServletRequest request) {
        return guestCart(request).orElse(null);
    }

    private boolean exists(Mine cart) {
        return carts.find(cart.id(), cart.owner())
                .filter(view -> view.continuedBy() == null)
                .isPresent();
    }

    private static Optional<UUID> guestCart(HttpServletRequest request) {
        Cookie[] cookies = request.getCookies();
        if (cookies != null) {
            for (Cookie cookie : cookies) {
                if (cookie.getName().equals(COOKIE)) {
                    return uuid(cookie.getValue());
                }
            }
        }
        return Optional.empty();
    }

    private static Optional<UUID> uuid(String text) {
        try {
            return text.length() == 36 ? Optional.of(UUID.fromString(text)) : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static void set(HttpServletRequest request, HttpServletResponse response, String value, Duration age) {
        response.addHeader(
                HttpHeaders.SET_COOKIE,
                ResponseCookie.from(COOKIE, value)
                        .path("/")
                        .httpOnly(true)
                        .sameSite("Lax")
                        .secure(request.isSecure())
                        .maxAge(age)
                        .build()
                        .toString());
    }
}
