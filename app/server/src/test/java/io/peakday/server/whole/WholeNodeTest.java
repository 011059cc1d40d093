package io.peakday.server.whole;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The main job from end to end, over the API. */
class WholeNodeTest {
    @RegisterExtension
    static final SharedNode shop = new SharedNode();

    @Test
    void aGuestBuysAndGetsTheConfirmationByMail() {
        var product = shop.goods().product(5);
        Buyer buyer = new Buyer(shop.url(), "api-guest@example.com");
        var answer = buyer.puts(product.variants().getFirst().id(), 2).orders();

        assertThat(answer.status()).isEqualTo(201);
        String number = answer.json().get("orderNumber").asString();
        Staff owner = shop.owner();
        await().until(() -> owner.mail(buyer.email(), "").contains(number));
        assertThat(owner.order(number).at("/order/state").asString()).isEqualTo("PAID");
        assertThat(owner.get("/api/v1/admin/stock/verification")
                        .ok()
                        .get("differenceCount")
                        .asLong())
                .isZero();
    }
}
