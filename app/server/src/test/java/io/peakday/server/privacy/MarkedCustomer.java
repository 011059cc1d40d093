package io.peakday.server.privacy;

import static org.awaitility.Awaitility.await;

import io.peakday.catalog.Product;
import io.peakday.kernel.Ids;
import io.peakday.server.whole.Caller;
import io.peakday.server.whole.Staff;
import io.peakday.server.whole.TestStore;
import java.util.UUID;

/** Somebody who fills every field of every form with a mark, and about whom the staff does the same. */
final class MarkedCustomer {
    static final String PASSWORD = "correct horse battery staple 7!";

    private final TestStore shop;
    private final Staff owner;
    private final Marks marks;
    final Caller me;
    final UUID id;

    MarkedCustomer(TestStore shop, Staff owner, Marks marks) {
        this.shop = shop;
        this.owner = owner;
        this.marks = marks;
        this.me = new Caller(shop.url());
        this.id = UUID.fromString(me.post("/api/v1/customers", """
                        {"email":"%s@marked.example","name":"%s","password":"%s"}""".formatted(
                                marks.of("account.email"), marks.of("account.name"), PASSWORD))
                .ok()
                .get("id")
                .asString());
    }

    void fillsTheAccount() {
        me.put("/api/v1/me/addresses/" + Ids.next(), """
                        {"recipient":"%s","line1":"%s","line2":"%s","postcode":"%s","city":"%s","region":"%s","country":"JP",
                         "phone":"+49 555 010177","preferred":true}""".formatted(
                                marks.of("address.recipient"),
                                marks.of("address.line1"),
                                marks.of("address.line2"),
                                marks.of("address.postcode"),
                                marks.of("address.city"),
                                marks.of("address.region")))
                .ok();
        me.post("/api/v1/me/email", """
                        {"password":"%s","email":"%s@marked.example"}""".formatted(PASSWORD, marks.of("change.email")))
                .ok();
    }

    /** Buys, has it delivered, sends it back, is refused, is refunded, and writes a review. */
    String ordersAndReturns() {
        Product product = shop.goods().product(5);
        String number = order("order", product, "4242424242424242")
                .ok()
                .get("orderNumber")
                .asString();
        String path = "/api/v1/admin/orders/" + number;
        owner.post(path + "/notes", text("note")).ok();
        owner.post(path + "/pack", "").ok();
        owner.post(path + "/ship", """
                        {"carrier":"%s","number":"%s","url":"https://track.example/%s"}""".formatted(
                                marks.of("tracking.carrier"), marks.of("tracking.number"), marks.of("tracking.url")))
                .ok();
        owner.post(path + "/deliver", "").ok();
        UUID back = Ids.next();
        me.post("/api/v1/orders/" + number + "/returns", """
                        {"id":"%s","lines":[{"position":1,"quantity":1}],"reason":"%s"}""".formatted(back, marks.of("return.reason")))
                .ok();
        owner.post("/api/v1/admin/orders/returns/" + back + "/reject", text("return.refused"))
                .ok();
        owner.post(path + "/refunds", """
                        {"id":"%s","otherMinor":1,"reason":"%s"}""".formatted(Ids.next(), marks.of("refund.reason")))
                .ok();
        await().until(() -> me.post("/api/v1/products/" + product.id() + "/reviews", """
                                {"author":"%s","rating":5,"title":"%s","text":"%s, all of it as it was promised."}""".formatted(
                                        marks.of("review.author"), marks.of("review.title"), marks.of("review.text")))
                        .status()
                == 201);
        return number;
    }

    /** Buys and gives it up before anybody has packed it. */
    String cancels() {
        String number = order("cancelled", shop.goods().product(5), "4242424242424242")
                .ok()
                .get("orderNumber")
                .asString();
        me.post("/api/v1/orders/" + number + "/cancel", """
                        {"reason":"%s"}""".formatted(marks.of("cancel.reason")))
                .ok();
        return number;
    }

    /** A checkout that comes to nothing keeps what was typed into it. */
    void isDeclined() {
        order("declined", shop.goods().product(5), "4000000000009995");
    }

    /** Buys something that is not sent yet. */
    String ordersSomethingThatIsUnderWay() {
        return order("underway", shop.goods().product(5), "4242424242424242")
                .ok()
                .get("orderNumber")
                .asString();
    }

    private Caller.Answer order(String what, Product product, String card) {
        return checkout(me, marks, what, product, card);
    }

    static Caller.Answer checkout(Caller caller, Marks marks, String what, Product product, String card) {
        String cart = caller.post("/api/v1/carts", "").ok().get("id").asString();
        caller.put(
                        "/api/v1/carts/" + cart + "/lines/"
                                + product.variants().getFirst().id(),
                        "{\"quantity\":1}")
                .ok();
        String token = caller.post("/api/v1/payment-tokens", """
                        {"number":"%s","expiryMonth":"12","expiryYear":"2030","cvc":"123","holder":"%s"}""".formatted(card, marks.of("card.holder")))
                .ok()
                .get("token")
                .asString();
        UUID checkout = Ids.next();
        return caller.send(
                "POST",
                "/api/v1/checkouts",
                """
                        {"checkoutId":"%s","cartId":"%s","email":"%s@marked.example","shippingMethod":"standard",
                         "paymentToken":"%s","paidWith":"%s","returnPath":"/checkout/%s","shipTo":%s,"billTo":%s}""".formatted(
                                checkout,
                                cart,
                                marks.of(what + ".email"),
                                token,
                                marks.of(what + ".paidWith"),
                                marks.of(what + ".returnPath"),
                                address(marks, what + ".shipTo"),
                                address(marks, what + ".billTo")),
                checkout.toString());
    }

    private static String address(Marks marks, String field) {
        return """
                {"name":"%s","line1":"%s","line2":"%s","postalCode":"20457","city":"%s","region":"%s","country":"DE",
                 "phone":"+49 555 010178"}""".formatted(
                        marks.of(field + ".name"),
                        marks.of(field + ".line1"),
                        marks.of(field + ".line2"),
                        marks.of(field + ".city"),
                        marks.of(field + ".region"));
    }

    private String text(String field) {
        return "{\"text\":\"%s\"}".formatted(marks.of(field));
    }
}
