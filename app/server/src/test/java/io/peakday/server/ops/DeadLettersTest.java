package io.peakday.server.ops;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.peakday.engines.Database;
import io.peakday.server.whole.Buyer;
import io.peakday.server.whole.SharedNode;
import io.peakday.server.whole.Staff;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.JsonNode;

class DeadLettersTest {
    private static final String LETTERS = "/api/v1/admin/dead-letters";

    @RegisterExtension
    static final SharedNode shop = new SharedNode();

    private final Database tables = shop.ownerDatabase();

    @Test
    void anEventThatCannotBeHandledWaitsAsADeadLetterHoldsNobodyBackAndIsReplayed() {
        tables.sql()
                .sql("alter table notify.outgoing add constraint poison check (recipient <> 'poison@example.com')")
                .update();
        UUID variant = shop.goods().product(10).variants().getFirst().id();
        Staff owner = shop.owner();
        Buyer poisoned = new Buyer(shop.url(), "poison@example.com").puts(variant, 1);
        Buyer other = new Buyer(shop.url(), "healthy@example.com").puts(variant, 1);

        assertThat(poisoned.orders().status()).isEqualTo(201);
        assertThat(other.orders().status()).isEqualTo(201);

        await().until(() -> !letters(owner).isEmpty());
        JsonNode letter = letters(owner).get(0);
        assertThat(letter.at("/envelope/type").asString()).isEqualTo("order.placed");
        assertThat(letter.at("/envelope/key").asString())
                .isEqualTo(poisoned.checkout().toString());
        assertThat(letter.get("error").asString()).contains("poison");
        await().until(() -> owner.mailsTo(other.email()).size() == 1);
        assertThat(owner.get(LETTERS + "/counts").ok().get("notify.order-mails").asInt())
                .isEqualTo(1);

        String replay = LETTERS + "/" + letter.get("id").asString() + "/replay";
        var early = owner.post(replay, "{}");
        assertThat(early.status()).as("nothing has changed yet").isEqualTo(409);
        assertThat(early.json().get("outcome").asString()).isEqualTo("still-failing");

        cure();
        assertThat(owner.post(replay, "{}").ok().get("outcome").asString()).isEqualTo("handled");
        assertThat(letters(owner)).isEmpty();
        await().until(() -> owner.mailsTo(poisoned.email()).size() == 1);
        assertThat(owner.post(replay, "{}").status()).as("only once").isEqualTo(404);
    }

    @AfterEach
    void cure() {
        tables.sql()
                .sql("alter table notify.outgoing drop constraint if exists poison")
                .update();
    }

    private static JsonNode letters(Staff owner) {
        return owner.get(LETTERS + "?consumer=notify.order-mails").ok().get("items");
    }
}
