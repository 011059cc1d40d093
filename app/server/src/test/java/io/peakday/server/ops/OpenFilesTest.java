package io.peakday.server.ops;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class OpenFilesTest {
    @Test
    void whoIsNearlyOutOfFilesIsInformedOfTheLimitAndHowToRaiseIt() {
        assertThat(OpenFiles.trouble(370, 1_024)).isNull();
        assertThat(OpenFiles.trouble(930, 1_024)).contains("930", "1,024", "ulimit -n");
        assertThat(new OpenFiles().get()).as("this process").isNull();
    }
}
