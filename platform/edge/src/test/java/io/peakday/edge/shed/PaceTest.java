package io.peakday.edge.shed;

import static org.assertj.core.api.Assertions.assertThat;

import io.peakday.edge.shed.Pace.Lately;
import org.junit.jupiter.api.Test;

class PaceTest {
    @Test
    void whatIsNewCountsAsUsual() {
        Lately first = new Lately(4, 400, 0);
        assertThat(first.expected()).isEqualTo(400);
        assertThat(first.learned(true)).isEqualTo(100);
    }

    @Test
    void quickerThanUsualIsBelievedSoonAndSlowerOnlyOfACalmNode() {
        assertThat(new Lately(100, 100 * 50, 100).learned(false)).isEqualTo(95);
        assertThat(new Lately(100, 100 * 200, 100).learned(true)).isEqualTo(110);
        assertThat(new Lately(100, 100 * 200, 100).learned(false)).isEqualTo(100.1);
    }

    @Test
    void fewRequestsTeachLittleAndNoneNothing() {
        assertThat(new Lately(1, 200, 100).learned(true)).isEqualTo(101);
        assertThat(new Lately(0, 0, 100).learned(true)).isEqualTo(100);
    }

    @Test
    void whatIsRecordedIsTakenOnce() {
        Pace pace = new Pace();
        pace.record(30);
        pace.record(50);
        assertThat(pace.recorded()).isEqualTo(2);
        assertThat(pace.take()).isEqualTo(new Lately(2, 80, 0));
        pace.usual(40);
        assertThat(pace.take()).isEqualTo(new Lately(0, 0, 40));
    }
}
