package io.peakday.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.peakday.bench.OversellDrill;
import io.peakday.bench.OversellDrill.Plan;
import io.peakday.bench.OversellDrill.Result;
import io.peakday.kernel.Failure;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DrillTest {
    @TempDir
    private Path scratch;

    @Test
    void fortyBuyersOfSixPiecesAtTwoServersBuyExactlySix() throws Exception {
        List<String> said = new ArrayList<>();
        Result result = new OversellDrill(new Plan(40, 6, 2), scratch, said::add).run();
        assertThat(result.paid()).isEqualTo(6);
        assertThat(result.soldOut()).isEqualTo(34);
        assertThat(result.other()).isEmpty();
        // How long it took is the machine's affair; everything else must hold.
        assertThat(result.broken()).allMatch(broken -> broken.contains("waited longer"));
        assertThat(said).hasSizeGreaterThan(2);
    }

    @Test
    void aPlanThatCannotBeRunIsRefused() {
        assertThatThrownBy(() -> new Plan(0, 1, 99))
                .isInstanceOfSatisfying(
                        Failure.class, e -> assertThat(e.fields()).hasSize(2));
    }
}
