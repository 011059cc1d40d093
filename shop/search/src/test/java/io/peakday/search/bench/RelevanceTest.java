package io.peakday.search.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.peakday.testkit.SharedData;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RelevanceTest {
    @Test
    void theBestOrderScoresOneAndTheReverseLess() {
        UUID a = new UUID(0, 1);
        UUID b = new UUID(0, 2);
        Map<UUID, Integer> ratings = Map.of(a, 3, b, 1);
        assertThat(Ndcg.at(10, List.of(a, b), ratings)).isEqualTo(1.0);
        assertThat(Ndcg.at(10, List.of(b, a), ratings)).isBetween(0.5, 0.99);
        assertThat(Ndcg.at(10, List.of(), ratings)).isZero();
        assertThat(Ndcg.at(10, List.of(a), Map.of(a, 0))).isZero();
    }

    @Test
    void searchRanksBetterThanPlainBm25ByPeoplesRatings(@TempDir Path work) throws Exception {
        Path icecat = SharedData.require("icecat");
        RelevanceBench.Report report = new RelevanceBench(icecat).run(work);
        System.out.println(
                report.peakday().ndcg() + " against " + report.plain().ndcg());
        assertThat(report.queries()).isEqualTo(77);
        assertThat(report.peakday().ndcg()).isGreaterThan(report.plain().ndcg() + 0.03);
        assertThat(report.peakday().judgedOnly()).isGreaterThan(report.plain().judgedOnly());
    }
}
