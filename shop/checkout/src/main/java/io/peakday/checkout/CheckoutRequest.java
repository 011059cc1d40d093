package io.peakday.checkout;

import io.peakday.kernel.Checks;
import io.peakday.kernel.Money;
import io.peakday.payments.PaymentDraft;
import io.peakday.pricing.Address;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What is needed to buy a cart.
 *
 * @param checkoutId made by the caller; placing again with it continues or repeats the same checkout
 * @param customerId null for a guest
 * @param billTo null where it is the same as {@code shipTo}
 * @param shippingMethod the code of a method offered by the quote
 * @param cardToken of {@code Payments.tokenize}
 * @param paidWith how the card may be called: {@code Visa •••• 4242}
 * @param expectedTotal what the shopper saw; another total is answered with {@code Changed} before money moves. Null
 *     accepts whatever it costs
 * @param returnPath where a challenge returns to: a path of this site
 */
public record CheckoutRequest(
        UUID checkoutId,
        UUID cartId,
        @Nullable UUID customerId,
        String email,
        Address shipTo,
        @Nullable Address billTo,
        String shippingMethod,
        String cardToken,
        String paidWith,
        @Nullable Money expectedTotal,
        String returnPath) {
    private static final Pattern EMAIL =
            Pattern.compile("[^@\\s\\p{Cntrl}]{1,64}@[^@\\s\\p{Cntrl}]{1,185}\\.[^@\\s.\\p{Cntrl}]{2,63}");

    public CheckoutRequest {
        email = email == null ? "" : email.strip();
        new Checks()
                .require(EMAIL.matcher(email).matches(), "email", "format", "email must be an e-mail address.")
                .text("shippingMethod", shippingMethod, 1, 40)
                .text("cardToken", cardToken, 1, 100)
                .text("paidWith", paidWith, 1, 40)
                .require(
                        returnPath != null && PaymentDraft.isSitePath(returnPath),
                        "returnPath",
                        "path",
                        "returnPath must be a path of this site.")
                .orThrow("orders.bad-checkout", "This checkout is not complete.");
    }
}
