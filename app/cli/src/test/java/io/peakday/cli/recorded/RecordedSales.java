package io.peakday.cli.recorded;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

/** A sale that is over, with claims that were paid and released, and one to come, with people who wait for it. */
final class RecordedSales {
    private static final String SALES = "/api/v1/admin/sales";
    private static final Duration LONGEST = Duration.ofDays(24);

    private final Client staff;

    RecordedSales(Client staff) {
        this.staff = staff;
    }

    /** Returns the sale that is over. */
    UUID over(Customer buyer, Customer other, UUID variant) throws InterruptedException {
        UUID sale = plan("Kettle day", variant, Instant.now().minusSeconds(60), "");
        buyer.client().post("/api/v1/sales/" + sale + "/claim", "{\"quantity\":1}");
        UUID cart = buyer.cart();
        buyer.client().put("/api/v1/carts/" + cart + "/claims/" + sale, "");
        buyer.pay(UUID.randomUUID(), cart, Customer.GOOD_CARD);
        other.client().post("/api/v1/sales/" + sale + "/claim", "{\"quantity\":1}");
        other.client()
                .send("DELETE", "/api/v1/sales/" + sale + "/claim", null, java.util.Map.of())
                .ok();
        staff.post(SALES + "/" + sale + "/close", """
                {"closesAt":"%s"}""".formatted(Instant.now().plusSeconds(2)));
        Until.holds(
                "the sale is settled",
                () -> staff.get(SALES + "/" + sale).at("/sale/settledAt").isString());
        return sale;
    }

    /** A sale with a waiting room and an access code; returns it. */
    UUID toCome(Customer waiting, UUID variant) {
        UUID sale = plan(
                "Winter kettle",
                variant,
                Instant.now().plus(LONGEST),
                ",\"accessCode\":\"HARBOUR-1\",\"door\":{\"admissionsPerSecond\":5,\"challengeBits\":0}");
        String room = waiting.client().get("/api/v1/sales/" + sale).path("room").asString();
        waiting.client().post("/api/v1/waiting/" + room, "{\"code\":\"HARBOUR-1\"}");
        return sale;
    }

    private UUID plan(String name, UUID variant, Instant opens, String more) {
        return UUID.fromString(
                staff.post(SALES, """
                        {"name":"%s","variantId":"%s","price":{"minor":9900,"currency":"EUR"},"setAside":5,
                         "perCustomer":2,"holdSeconds":600,"opensAt":"%s","closesAt":"%s"%s}""".formatted(name, variant, opens, opens.plus(Duration.ofHours(12)), more))
                        .at("/sale/id")
                        .asString());
    }
}
