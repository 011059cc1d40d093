package io.peakday.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.opentest4j.TestAbortedException;

class SharedDataTest {
    @Test
    void aTestThatNeedsAbsentDataIsSkippedWithALineThatNamesIt() {
        assertThat(SharedData.folder("no-such-set")).isEmpty();
        assertThatThrownBy(() -> SharedData.require("no-such-set"))
                .isInstanceOf(TestAbortedException.class)
                .hasMessageContaining("no-such-set")
                .hasMessageContaining("PEAKDAY_DATA");
    }
}
