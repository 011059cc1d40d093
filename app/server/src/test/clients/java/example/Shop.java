package example;

import java.util.List;
import java.util.UUID;
import shop.client.ApiClient;
import shop.client.ApiException;
import shop.client.api.CartsApi;
import shop.client.api.CatalogueApi;
import shop.client.api.CheckoutsApi;
import shop.client.api.OrdersApi;
import shop.client.api.PaymentsApi;
import shop.client.api.SearchApi;
import shop.client.model.CartCartApiNewLine;
import shop.client.model.KernelMoney;
import shop.client.model.OrdersAddressForm;
import shop.client.model.OrdersCheckoutApiAmount;
import shop.client.model.OrdersCheckoutApiCheckoutForm;
import shop.client.model.OrdersQuoteOption;
import shop.client.model.PaymentsPaymentsApiCardForm;
import shop.client.model.PaymentsPaymentsApiCardFormExpiryMonth;
import shop.client.model.PaymentsPaymentsApiCardFormExpiryYear;
import shop.client.model.SearchHit;

/** A guest shops: searches, fills a cart, pays, and finds the order again. Prints the order's number. */
public final class Shop {
    private Shop() {}

    public static void main(String[] args) throws Exception {
        ApiClient store = Store.at(args[0]);
        String email = "shopper-" + UUID.randomUUID() + "@example.com";

        SearchHit hit = new SearchApi(store)
                .searchProducts(args[1], null, null, null, null, List.of("in-stock"), null, null, null, null)
                .getHits()
                .getFirst();
        UUID variant = new CatalogueApi(store)
                .getProduct(hit.getProductId())
                .getVariants()
                .getFirst()
                .getId();

        CartsApi carts = new CartsApi(store);
        UUID cart = carts.createCart(Store.key()).getId();
        carts.addCartLine(
                cart, Store.key(), new CartCartApiNewLine().variantId(variant).quantity(1));

        CheckoutsApi checkouts = new CheckoutsApi(store);
        OrdersQuoteOption option =
                checkouts.quoteCheckout(cart, "DE", "20457").getOptions().getFirst();
        KernelMoney total = option.getTotals().getTotal();
        String token = new PaymentsApi(store)
                .createPaymentToken(new PaymentsPaymentsApiCardForm()
                        .number("4242424242424242")
                        .expiryMonth(new PaymentsPaymentsApiCardFormExpiryMonth(12))
                        .expiryYear(new PaymentsPaymentsApiCardFormExpiryYear(2030))
                        .cvc("123")
                        .holder("Kim Example")
                        .cartId(cart.toString()))
                .getToken();
        String number = checkouts
                .createCheckout(new OrdersCheckoutApiCheckoutForm()
                        .checkoutId(UUID.randomUUID())
                        .cartId(cart)
                        .email(email)
                        .shippingMethod(option.getShipping().getMethod())
                        .paymentToken(token)
                        .expectedTotal(new OrdersCheckoutApiAmount()
                                .minor(total.getMinor())
                                .currency(total.getCurrency()))
                        .shipTo(new OrdersAddressForm()
                                .name("Kim Example")
                                .line1("Kai 1")
                                .postalCode("20457")
                                .city("Hamburg")
                                .country("DE")))
                .getOrderNumber();

        OrdersApi orders = new OrdersApi(store);
        UUID bought = Store.until("the order", () -> orders.getOrder(number, email))
                .getOrder()
                .getLines()
                .getFirst()
                .getVariantId();
        if (!bought.equals(variant)) {
            throw new IllegalStateException("the order is of something else");
        }
        try {
            orders.getOrder(number, "other@example.com");
            throw new IllegalStateException("a stranger sees the order");
        } catch (ApiException refused) {
            if (refused.getCode() != 404) {
                throw refused;
            }
        }
        System.out.println(number);
    }
}
