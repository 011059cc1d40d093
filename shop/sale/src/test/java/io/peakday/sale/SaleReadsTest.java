package io.peakday.sale;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.peakday.inventory.StockLevel;
import io.peakday.kernel.Failure;
import io.peakday.kernel.Ids;
import io.peakday.testkit.TestDatabase;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class SaleReadsTest {
    @RegisterExtension
    static final TestDatabase postgres = TestDatabase.with(Stage.SCHEMAS);

    private final Stage stage = new Stage(postgres.database());
    private final FlashSales sales = stage.sales;
    private final UUID anna = UUID.randomUUID();
    private final UUID bert = UUID.randomUUID();

    @Test
    void aHoldingSaysWhatIsHeldBoughtAndExpired() {
        UUID sale = stage.open(5, 2);
        assertThat(sales.holding(sale, anna)).isEqualTo(Holding.NONE);
        var claimed = (ClaimOutcome.Claimed) stage.claim(sale, anna);
        assertThat(sales.holding(sale, anna)).isEqualTo(new Holding(1, claimed.holdUntil(), 0, 0));
        sales.pay(sale, anna, UUID.randomUUID());
        assertThat(sales.holding(sale, anna)).isEqualTo(new Holding(0, null, 1, 0));
        stage.claim(sale, anna);
        stage.holdsEndNow(sale);
        sales.expireDue();
        assertThat(sales.holding(sale, anna)).isEqualTo(new Holding(0, null, 1, 1));
        assertThat(sales.holding(sale, bert)).isEqualTo(Holding.NONE);
    }

    @Test
    void whatIsComingOrRunningIsCurrentAndWhatIsOverIsNot() {
        UUID running = stage.open(3);
        UUID coming = sales.plan(
                        Stage.draft(stage.variant(2), 2, 1, Instant.now().plus(Duration.ofDays(1))))
                .id();
        UUID stopped = stage.open(1);
        sales.stop(stopped);
        UUID over = stage.open(1);
        postgres.database()
                .sql()
                .sql("update sale.sale set closes_at = clock_timestamp() where id = ?")
                .param(over)
                .update();
        stage.claim(running, anna);
        assertThat(sales.current(200).stream().map(now -> now.sale().id()))
                .containsSubsequence(running, coming)
                .doesNotContain(stopped, over);
        assertThat(sales.now(running).orElseThrow().count()).isEqualTo(new SaleCount(2, 1, 0, 0));
        assertThat(sales.counts(List.of(running, coming, UUID.randomUUID())))
                .containsOnlyKeys(running, coming)
                .containsEntry(coming, new SaleCount(2, 0, 0, 0));
    }

    @Test
    void everyClaimIsInTheExport() throws IOException {
        UUID sale = stage.open(2);
        UUID order = UUID.randomUUID();
        stage.claim(sale, anna);
        sales.pay(sale, anna, order);
        stage.claim(sale, bert);
        StringBuilder csv = new StringBuilder();
        sales.exportClaims(sale, csv);
        assertThat(csv.toString().lines())
                .hasSize(3)
                .startsWith("customer,turn,pieces,state,claimed_at,hold_until,order")
                .anySatisfy(
                        line -> assertThat(line).startsWith(anna + ",1,1,SOLD,").endsWith("," + order))
                .anySatisfy(
                        line -> assertThat(line).startsWith(bert + ",1,1,HELD,").endsWith(","));
        assertThatThrownBy(() -> sales.exportClaims(UUID.randomUUID(), new StringBuilder()))
                .isInstanceOfSatisfying(Failure.class, e -> assertThat(e.code()).isEqualTo("sale.not-found"));
    }

    @Test
    void planningTwiceUnderOneIdPlansOnce() {
        UUID variant = stage.variant(10);
        UUID id = Ids.next();
        SaleDraft draft = Stage.draft(variant, 4, 1, Instant.now());
        Sale first = sales.plan(id, draft);
        assertThat(sales.plan(id, draft)).isEqualTo(first);
        assertThat(stage.inventory.levels(List.of(variant)).get(variant))
                .extracting(StockLevel::available)
                .isEqualTo(6);
    }
}
