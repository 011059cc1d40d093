package io.peakday.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.peakday.checkout.bench.OversellDrill;
import io.peakday.checkout.bench.OversellDrill.Plan;
import io.peakday.checkout.bench.OversellDrill.Result;
import io.peakday.kernel.Failure;
import io.peakday.sale.bench.Fault;
import io.peakday.sale.bench.FlashSaleDrill;
import io.peakday.sale.bench.FlashSalePlan;
import io.peakday.sale.bench.FlashSaleReport;
import io.peakday.sale.bench.FlashSaleResult;
import io.peakday.testkit.Sampled;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@Tag("serial")
class DrillTest {
    @TempDir
    private Path scratch;

    private enum Case {
        OVERSELL,
        KILLED_NODE,
        STOPPED_NODE_DATABASE_AND_DISK
    }

    /** Each starts a store and two nodes of its own and takes a minute and more. */
    static Stream<Case> cases() {
        return Sampled.of(List.of(Case.values()), 1).stream();
    }

    @ParameterizedTest
    @MethodSource("cases")
    void aDrillOnThisMachineBreaksNoRule(Case which) throws Exception {
        switch (which) {
            case OVERSELL -> fortyBuyersOfSixUnitsAtTwoServersBuyExactlySix();
            case KILLED_NODE -> twoThousandBuyersAndAKillInTheMiddleBreakNoRule();
            case STOPPED_NODE_DATABASE_AND_DISK -> aNodeTheDatabaseAndTheDiskThatAreStoppedAndWakeBreakNoRule();
        }
    }

    @Test
    void aPlanThatCannotBeRunIsRefused() {
        assertThatThrownBy(() -> new FlashSalePlan(
                        10, 1, 1, Duration.ofSeconds(20), Set.of(Fault.STOP_NODE), Duration.ofMinutes(5)))
                .isInstanceOfSatisfying(
                        Failure.class, e -> assertThat(e.fields()).hasSize(2));
        assertThatThrownBy(() -> new FlashSalePlan(10, 1, 1, Duration.ofSeconds(1), Set.of(Fault.KILL_NODE)))
                .isInstanceOfSatisfying(
                        Failure.class, e -> assertThat(e.fields()).hasSize(2));
        assertThatThrownBy(() -> new Plan(0, 1, 99))
                .isInstanceOfSatisfying(
                        Failure.class, e -> assertThat(e.fields()).hasSize(2));
    }

    private void fortyBuyersOfSixUnitsAtTwoServersBuyExactlySix() throws Exception {
        List<String> said = new ArrayList<>();
        Result result = new OversellDrill(new ThisProgram(), new Plan(40, 6, 2), scratch, said::add).run();
        assertThat(result.paid()).isEqualTo(6);
        assertThat(result.soldOut()).isEqualTo(34);
        assertThat(result.other()).isEmpty();
        // How long it took is the machine's affair; everything else must hold.
        assertThat(result.broken()).allMatch(broken -> broken.contains("waited longer"));
        assertThat(said).hasSizeGreaterThan(2);
    }

    private void twoThousandBuyersAndAKillInTheMiddleBreakNoRule() throws Exception {
        FlashSalePlan plan = new FlashSalePlan(2_000, 200, 2, Duration.ofSeconds(15), Set.of(Fault.KILL_NODE));

        FlashSaleResult result = new FlashSaleDrill(new ThisProgram(), plan, scratch, line -> {}).run();

        assertThat(result.checks())
                .allSatisfy(
                        check -> assertThat(check.holds()).as(check.toString()).isTrue());
        assertThat(result.marks()).hasSize(2);
        Path page = scratch.resolve("report.html");
        FlashSaleReport.write(result, page);
        assertThat(page).content().contains("Every rule held", "<svg", "node 2 killed");
    }

    private void aNodeTheDatabaseAndTheDiskThatAreStoppedAndWakeBreakNoRule() throws Exception {
        Set<Fault> faults = Set.of(Fault.STOP_NODE, Fault.STOP_POSTGRES, Fault.STOP_DISK);
        FlashSalePlan plan = new FlashSalePlan(1_000, 100, 2, Duration.ofSeconds(15), faults, FlashSalePlan.SHORT_STOP);

        FlashSaleResult result = new FlashSaleDrill(new ThisProgram(), plan, scratch, line -> {}).run();

        assertThat(result.checks())
                .allSatisfy(
                        check -> assertThat(check.holds()).as(check.toString()).isTrue());
        assertThat(result.marks()).hasSize(6);
    }
}
