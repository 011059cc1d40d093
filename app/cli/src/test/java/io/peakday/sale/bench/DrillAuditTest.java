package io.peakday.sale.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.peakday.benchkit.Api;
import io.peakday.benchkit.Check;
import io.peakday.benchkit.Nodes;
import io.peakday.checkout.bench.OversellAudit;
import io.peakday.checkout.bench.OversellDrill;
import io.peakday.checkout.bench.OversellDrill.Plan;
import io.peakday.checkout.bench.OversellDrill.Reply;
import io.peakday.cli.ThisProgram;
import io.peakday.commandkit.OpenStore;
import io.peakday.engines.Engines;
import io.peakday.sale.bench.planted.PlantedRows;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** One small drill of each kind, at one real server; then one violation after the other, each taken back before the next. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DrillAuditTest {
    private static final FlashSalePlan SALE = new FlashSalePlan(24, 6, 1, Duration.ofSeconds(10), Set.of());
    private static final Plan RACE = new Plan(12, 4, 1);

    private Nodes nodes;
    private OpenStore store;
    private AuditedTables tables;
    private History history;
    private Map<String, UUID> ofSale;
    private List<Reply> replies;
    private UUID raced;
    private Map<String, UUID> ofRace;

    @BeforeAll
    void playBoth(@TempDir Path scratch) throws Exception {
        nodes = Nodes.start(new ThisProgram(), scratch, 1, Map.of());
        store = nodes.first().open();
        tables = AuditedTables.open(
                nodes.first().data(),
                store.bean(Engines.class).postgres().status().where());
        FlashSaleRun run = new FlashSaleDrill(new ThisProgram(), SALE, scratch, line -> {}).run(nodes, store);
        race(scratch, run.sale().variantId());
        assertThat(brokenAfter(run, Duration.ofMinutes(1)))
                .as("before anything is planted")
                .isEmpty();
        history = new History(run);
        UUID winner = history.id(history.winners().getFirst());
        UUID other = history.id(history.winners().getLast());
        UUID sale = run.sale().id();
        ofSale = Map.of(
                "sale", sale,
                "variant", run.sale().variantId(),
                "winner", winner,
                "other", other,
                "loser", history.id(history.loser()),
                "order", order(sale, winner),
                "otherOrder", order(sale, other),
                "fresh", UUID.randomUUID());
        ofRace = Map.of(
                "variant", raced,
                "order", OversellPlants.winner(replies).checkout(),
                "fresh", UUID.randomUUID());
        tables.remember();
    }

    /** How long it took is the machine's affair. */
    private void race(Path scratch, UUID other) throws IOException, InterruptedException {
        Api.Item item;
        try (Api api = new Api(nodes.first())) {
            item = api.items(2).stream()
                    .filter(each -> !UUID.fromString(each.variantId()).equals(other))
                    .findFirst()
                    .orElseThrow();
        }
        raced = UUID.fromString(item.variantId());
        replies = new OversellDrill(new ThisProgram(), RACE, scratch, line -> {})
                .race(nodes.running(), store, item).stream()
                        .map(one -> new Reply(one.checkout(), one.status(), one.text(), 1))
                        .toList();
    }

    private UUID order(UUID sale, UUID winner) {
        return tables.superuser()
                .sql()
                .sql(PlantedRows.ORDER)
                .param("sale", sale)
                .param("winner", winner)
                .query(UUID.class)
                .single();
    }

    @AfterAll
    void stop() throws InterruptedException {
        try (Nodes started = nodes;
                OpenStore opened = store;
                AuditedTables seen = tables) {
            // Closed in this order's reverse, those that there are.
        }
    }

    private static List<Plant<History>> flashSale() {
        return FlashSalePlants.all();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("flashSale")
    void theAuditOfAFlashSaleNotices(Plant<History> plant) {
        try {
            tables.plant(plant.rows(), ofSale);
            assertThat(broken(flashSaleChecks(plant.replies().apply(history).run(), Duration.ZERO)))
                    .containsExactlyInAnyOrderElementsOf(plant.breaks());
        } finally {
            tables.takeBack();
        }
        assertThat(brokenAfter(history.run(), Duration.ZERO)).as("taken back").isEmpty();
    }

    /** It may have been carried out when the node that had it woke; its buyer had a true answer from another by then. */
    @Test
    void aHoldThatEndedOfARequestWithoutAnAnswerIsNoLie() {
        History late = new History(history.run());
        late.unanswered(late.loser());
        late.unanswered(late.winner());
        try {
            tables.plant(PlantedRows.CLAIM_OF_A_LOSER, ofSale);
            assertThat(broken(flashSaleChecks(late.run(), Duration.ZERO))).isEmpty();
        } finally {
            tables.takeBack();
        }
        late.noClaim(late.winner());
        assertThat(broken(flashSaleChecks(late.run(), Duration.ZERO)))
                .as("a claim in force")
                .hasSize(1);
    }

    private static List<Plant<List<Reply>>> oversell() {
        return OversellPlants.all();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("oversell")
    void theAuditOfARaceNotices(Plant<List<Reply>> plant) {
        try {
            tables.plant(plant.rows(), ofRace);
            List<Check> checks = raceChecks(plant.replies().apply(replies));
            assertThat(broken(checks)).containsExactlyInAnyOrderElementsOf(plant.breaks());
        } finally {
            tables.takeBack();
        }
        assertThat(broken(raceChecks(replies))).as("taken back").isEmpty();
    }

    /** A rule that is new and that no plant breaks fails here: nothing would prove that it can fail. */
    @Test
    void everyRuleHasAPlantOfItsOwn() {
        assertThat(targets(FlashSalePlants.all())).isEqualTo(rules(flashSaleChecks(history.run(), Duration.ZERO)));
        assertThat(targets(OversellPlants.all())).isEqualTo(rules(raceChecks(replies)));
    }

    @Test
    void nothingIsPlantedInVain() {
        Set<PlantedRows> used = Stream.concat(FlashSalePlants.all().stream(), OversellPlants.all().stream())
                .map(Plant::rows)
                .collect(Collectors.toSet());
        assertThat(used).containsAll(Arrays.asList(PlantedRows.values()));
    }

    @Test
    void theResultOfARaceSaysWhatIsBroken() {
        assertThat(new OversellAudit(RACE, store, raced, replies).judge())
                .isEqualTo(new OversellDrill.Result(4, 8, List.of(), 1, List.of()));
        List<Reply> fewer = replies.subList(0, replies.size() - 1);
        Plan more = new Plan(12, 5, 1);
        assertThat(new OversellAudit(more, store, raced, fewer).judge().broken())
                .contains("4 units are in orders, of 5");
    }

    private List<String> brokenAfter(FlashSaleRun run, Duration eventsArrive) {
        return broken(flashSaleChecks(run, eventsArrive));
    }

    private List<Check> flashSaleChecks(FlashSaleRun run, Duration eventsArrive) {
        return new FlashSaleAudit(SALE, store, run, eventsArrive).judge().checks();
    }

    private List<Check> raceChecks(List<Reply> replies) {
        return new OversellAudit(RACE, store, raced, replies).checks();
    }

    private static List<String> broken(List<Check> checks) {
        return checks.stream().filter(check -> !check.holds()).map(Check::rule).toList();
    }

    private static Set<String> rules(List<Check> checks) {
        return checks.stream().map(Check::rule).collect(Collectors.toSet());
    }

    private static Set<String> targets(List<? extends Plant<?>> plants) {
        Set<String> targets = new HashSet<>();
        plants.forEach(plant -> targets.add(plant.breaks().getFirst()));
        return targets;
    }
}
