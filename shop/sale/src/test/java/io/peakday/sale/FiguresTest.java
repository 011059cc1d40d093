package io.peakday.sale;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.peakday.kernel.Failure;
import io.peakday.testkit.TestDatabase;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** How a sale goes, and what it costs to watch it. */
class FiguresTest {
    /** What {@code EXPLAIN} says first of its buffers is of the whole statement. */
    private static final Pattern BLOCKS = Pattern.compile("Buffers: shared(?: hit=(\\d+))?(?: read=(\\d+))?");

    /** How the figures were read before they were kept. */
    private static final String COUNTED = """
            select count(*), count(*) filter (where state = 'HELD'), count(*) filter (where state = 'SOLD')
            from sale.claim where sale_id = :sale""";

    @RegisterExtension
    static final TestDatabase postgres = TestDatabase.with(Stage.SCHEMAS);

    private final Stage stage = new Stage(postgres.database());
    private final FlashSales sales = stage.sales;
    private final UUID anna = UUID.randomUUID();
    private final UUID bert = UUID.randomUUID();

    /** As a node sees them that has not looked yet. */
    private List<Long> figures(UUID sale) {
        return new Stage(stage.database).figures(sale);
    }

    private void sql(String statement, Object... params) {
        stage.database.sql().sql(statement).params(params).update();
    }

    @Test
    void figuresCountEveryClaimOnceAndTheRateBySecond() {
        UUID sale = stage.open(10);
        for (int i = 0; i < 4; i++) {
            stage.claim(sale, UUID.randomUUID());
        }
        stage.claim(sale, anna);
        stage.claim(sale, bert);
        sales.pay(sale, bert, UUID.randomUUID());
        sql("update sale.claim set hold_until = clock_timestamp() where sale_id = ? and customer_id = ?", sale, anna);
        sales.expireDue();
        sql("update sale.granted_second set second = second - interval '5 seconds' where sale_id = ?", sale);
        SaleFigures figures = sales.figures(sale);
        assertThat(figures)
                .extracting(SaleFigures::granted, SaleFigures::held, SaleFigures::sold, SaleFigures::expired)
                .containsExactly(6L, 4L, 1L, 1L);
        assertThat(figures.conversion()).isBetween(16.6, 16.7);
        assertThat(figures.perSecond()).hasSize(SaleFigures.SECONDS);
        assertThat(figures.perSecond().stream().mapToInt(Integer::intValue).sum())
                .isEqualTo(6);
        assertThat(figures.perSecond().subList(SaleFigures.SECONDS - 20, SaleFigures.SECONDS - 4).stream()
                        .mapToInt(Integer::intValue)
                        .sum())
                .as("five seconds ago, give or take those the test took")
                .isEqualTo(6);
        assertThatThrownBy(() -> sales.figures(UUID.randomUUID()))
                .isInstanceOfSatisfying(Failure.class, e -> assertThat(e.code()).isEqualTo("sale.not-found"));
    }

    @Test
    void whatBecomesOfAClaimIsCountedAtEveryTurn() {
        UUID sale = stage.open(5);
        stage.claim(sale, anna);
        sales.release(sale, anna);
        assertThat(figures(sale)).as("released").containsExactly(1L, 0L, 0L, 1L);
        stage.claim(sale, anna);
        ClaimPayment payment = new ClaimPayment(sale, anna, UUID.randomUUID());
        sales.beginPayments(List.of(payment), Duration.ofMinutes(5));
        stage.holdsEndNow(sale);
        sql("update sale.claim set pay_until = hold_until where sale_id = ? and state = 'HELD'", sale);
        sales.expireDue();
        assertThat(figures(sale)).as("expired").containsExactly(2L, 0L, 0L, 2L);
        stage.pay(sale, anna, payment.checkoutId());
        assertThat(figures(sale)).as("money that came late").containsExactly(2L, 0L, 1L, 1L);
        stage.claim(sale, bert);
        assertThat(figures(sale)).containsExactly(3L, 1L, 1L, 1L);
        assertThat(figures(sale)).isEqualTo(stage.countedFigures(sale));
    }

    @Test
    void theMigrationCountsTheClaimsThereAre() throws Exception {
        UUID sale = stage.open(5);
        for (UUID customer : List.of(anna, bert, UUID.randomUUID(), UUID.randomUUID())) {
            stage.claim(sale, customer);
        }
        stage.pay(sale, anna, UUID.randomUUID());
        sales.release(sale, bert);
        sql("update sale.counter set sold_claims = 0, ended_claims = 0 where sale_id = ?", sale);
        String migration;
        try (var file = FiguresTest.class.getResourceAsStream("/db/sale/V7__figures.sql")) {
            migration = new String(file.readAllBytes(), StandardCharsets.UTF_8);
        }
        int count = migration.indexOf("update sale.counter");
        sql(migration.substring(count, migration.indexOf(';', count)));
        assertThat(figures(sale)).containsExactly(4L, 2L, 1L, 1L).isEqualTo(stage.countedFigures(sale));
    }

    @Test
    void theSettlementCountsWhatANodeOfAnEarlierVersionDidNotKeep() {
        UUID sale = stage.open(5);
        for (UUID customer : List.of(anna, bert, UUID.randomUUID())) {
            stage.claim(sale, customer);
        }
        stage.pay(sale, anna, UUID.randomUUID());
        stage.pay(sale, bert, UUID.randomUUID());
        sql("update sale.counter set sold_claims = 0, ended_claims = -1 where sale_id = ?", sale);
        assertThat(figures(sale)).as("never below zero").containsExactly(3L, 4L, 0L, 0L);
        sales.stop(sale);
        stage.holdsEndNow(sale);
        sales.expireDue();
        sales.settleDue();
        assertThat(figures(sale)).containsExactly(3L, 0L, 2L, 1L);
        assertThat(stage.differences(sale)).isEmpty();
    }

    @Test
    void secondsThatNobodyLooksBackAtAreForgotten() {
        UUID sale = stage.open(5);
        stage.claim(sale, anna);
        sql("update sale.granted_second set second = second - interval '1 hour' where sale_id = ?", sale);
        stage.claim(sale, bert);
        sales.settleDue();
        assertThat(stage.database
                        .sql()
                        .sql(
                                "select second > clock_timestamp() - interval '1 minute' from sale.granted_second where sale_id = ?")
                        .param(sale)
                        .query(Boolean.class)
                        .list())
                .containsExactly(true);
        assertThat(figures(sale)).containsExactly(2L, 2L, 0L, 0L);
    }

    @Test
    void watchingASaleOfAHundredThousandClaimsReadsACounterAndTheSecondsOfAMinute() {
        UUID sale = filled(100_000);
        assertThat(figures(sale)).containsExactly(100_000L, 100_000L, 0L, 0L);
        int blocks = blocks(FiguresReader.TOTALS.replace("?", ":sale"), sale) + blocks(FiguresReader.BY_SECOND, sale);
        assertThat(blocks).as("blocks read").isLessThanOrEqualTo(80);
        assertThat(blocks(COUNTED, sale)).as("blocks of its claims").isGreaterThan(10 * blocks);
    }

    /** A sale of which so many claims were granted within the last minute. */
    private UUID filled(int claims) {
        UUID sale = stage.open(claims);
        sql("""
                insert into sale.claim (sale_id, customer_id, turn, quantity, claimed_at, hold_until)
                select ?, gen_random_uuid(), 1, 1, now() - mod(n, 60) * interval '1 second', now() + interval '10 minutes'
                from generate_series(1, ?) n""", sale, claims);
        sql("""
                insert into sale.granted_second select sale_id, date_trunc('second', claimed_at), count(*)
                from sale.claim where sale_id = ? group by 1, 2""", sale);
        sql("""
                update sale.counter set available = available - n.claims, held = n.claims, granted = n.claims
                from (select ?::int as claims) n where sale_id = ?""", claims, sale);
        return sale;
    }

    private int blocks(String statement, UUID sale) {
        List<String> plan = stage.database
                .sql()
                .sql("explain (analyze, buffers, costs off, timing off) " + statement)
                .param("sale", sale)
                .param("until", OffsetDateTime.now(java.time.ZoneOffset.UTC))
                .param("back", SaleFigures.SECONDS)
                .query(String.class)
                .list();
        for (String line : plan) {
            Matcher found = BLOCKS.matcher(line);
            if (found.find()) {
                return number(found.group(1)) + number(found.group(2));
            }
        }
        throw new AssertionError(String.join("\n", plan));
    }

    private static int number(String digits) {
        return digits == null ? 0 : Integer.parseInt(digits);
    }
}
