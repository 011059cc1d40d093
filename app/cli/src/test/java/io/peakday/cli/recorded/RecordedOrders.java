package io.peakday.cli.recorded;

import java.util.UUID;
import tools.jackson.databind.JsonNode;

/** Orders in every state that a checkout and the staff bring them to. */
final class RecordedOrders {
    private static final String ORDERS = "/api/v1/admin/orders/";

    private final Client staff;

    RecordedOrders(Client staff) {
        this.staff = staff;
    }

    /** One order for each state, and one for each way that money and goods come back. */
    void fill(Customer customer, RecordedGoods.Goods goods) {
        customer.buys(goods.kettle(), 1);
        note(customer.buys(goods.lamp(), 2));
        pack(customer.buys(goods.kettle(), 1));
        ship(customer.buys(goods.kettle(), 1));
        deliver(customer.buys(goods.kettle(), 3));

        String cancelled = customer.buys(goods.kettle(), 1);
        staff.post(ORDERS + cancelled + "/cancel", "{\"text\":\"Ordered twice\"}");

        String partly = deliver(customer.buys(goods.lamp(), 2));
        staff.post(ORDERS + partly + "/refunds", """
                {"id":"%s","lines":[{"position":1,"amountMinor":500}],"reason":"Scratched"}""".formatted(UUID.randomUUID()));

        String refunded = deliver(customer.buys(goods.lamp(), 1));
        long total =
                staff.get(ORDERS + refunded).at("/order/totals/total/minor").asLong();
        staff.post(ORDERS + refunded + "/refunds", """
                {"id":"%s","otherMinor":%d,"reason":"Came late"}""".formatted(UUID.randomUUID(), total));

        asks(customer, deliver(customer.buys(goods.lamp(), 2)));
        String returned = deliver(customer.buys(goods.lamp(), 1));
        staff.post(ORDERS + "returns/" + asks(customer, returned) + "/receive", "{\"refund\":false}");
        String refused = deliver(customer.buys(goods.lamp(), 1));
        staff.post(ORDERS + "returns/" + asks(customer, refused) + "/reject", "{\"text\":\"Not ours\"}");
        String paidBack = deliver(customer.buys(goods.lamp(), 1));
        staff.post(ORDERS + "returns/" + asks(customer, paidBack) + "/receive", "{\"refund\":true}");
    }

    /** Asks for the return of one unit and returns the return's id. */
    private static String asks(Customer customer, String number) {
        return customer.client()
                .post("/api/v1/orders/" + number + "/returns", """
                        {"id":"%s","lines":[{"position":1,"quantity":1}],"reason":"Too bright"}
                        """.formatted(UUID.randomUUID()))
                .path("id")
                .asString();
    }

    private void note(String number) {
        staff.post(ORDERS + number + "/notes", "{\"text\":\"Rings in the morning\"}");
    }

    void pack(String number) {
        staff.post(ORDERS + number + "/pack", "");
    }

    void ship(String number) {
        pack(number);
        staff.post(ORDERS + number + "/ship", """
                {"carrier":"Harbour Mail","number":"HM-1","url":"https://mail.example/HM-1"}""");
    }

    String deliver(String number) {
        ship(number);
        staff.post(ORDERS + number + "/deliver", "");
        return number;
    }

    /** The order of an account that was deleted: whom its invoice was written to is kept apart. */
    String forgotten(Customer customer, RecordedGoods.Goods goods) {
        String number = deliver(customer.buys(goods.kettle(), 1));
        customer.client().post("/api/v1/me/deletion", Customer.json("password", Customer.PASSWORD));
        return number;
    }

    /** A checkout that waits for a challenge, which nobody will answer; returns its id. */
    UUID challenged(Customer guest, RecordedGoods.Goods goods) {
        UUID cart = guest.cart();
        guest.put(cart, goods.kettle(), 1);
        UUID checkout = UUID.randomUUID();
        JsonNode reply = guest.pay(checkout, cart, Customer.CARD_WITH_CHALLENGE);
        if (!reply.path("status").asString().equals("challenge-required")) {
            throw new IllegalStateException("no challenge: " + reply);
        }
        return checkout;
    }
}
