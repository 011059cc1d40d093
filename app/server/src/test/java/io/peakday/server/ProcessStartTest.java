package io.peakday.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProcessStartTest {
    private static final String BOOT = "a5d3359b-271d-457d-bc89-dd4ed51e9478";

    @Test
    void aClockThatIsSetMakesNoOtherProcessOfARunningOne(@TempDir Path proc) throws IOException {
        write(proc, "java", BOOT);
        Files.writeString(proc.resolve("stat"), "cpu 1 2 3\nbtime 1796112814\n");
        String before = ProcessStart.inTicks(proc, 42).orElseThrow();

        Files.writeString(proc.resolve("stat"), "cpu 1 2 3\nbtime 1796112815\n");

        assertThat(ProcessStart.inTicks(proc, 42)).hasValue(before);
        assertThat(before).isEqualTo("9316@" + BOOT);
    }

    @Test
    void aNameWithBlanksAndParenthesesShiftsNothing(@TempDir Path proc) throws IOException {
        write(proc, "a) R 1 (b 2) ", BOOT);

        assertThat(ProcessStart.inTicks(proc, 42)).hasValue("9316@" + BOOT);
    }

    @Test
    void theSameTicksAfterAnotherStartOfTheMachineAreAnotherProcess(@TempDir Path proc) throws IOException {
        write(proc, "java", BOOT);
        String before = ProcessStart.inTicks(proc, 42).orElseThrow();
        write(proc, "java", "00000000-0000-4000-8000-000000000000");

        assertThat(ProcessStart.inTicks(proc, 42)).isPresent().isNotEqualTo(before);
    }

    @Test
    void aProcessIsItselfAndNoOther() throws Exception {
        ProcessHandle self = ProcessHandle.current();
        String start = ProcessStart.of(self).orElseThrow();
        Process other = new ProcessBuilder("sleep", "60").start();
        try {
            assertThat(ProcessStart.isOf(self, start)).isTrue();
            assertThat(ProcessStart.isOf(other.toHandle(), start)).isFalse();
        } finally {
            other.destroyForcibly().waitFor();
        }
        assertThat(ProcessStart.of(other.toHandle())).isEmpty();
    }

    @Test
    void whatAnOlderVersionWroteStillNamesItsProcess() {
        ProcessHandle self = ProcessHandle.current();
        long milliseconds = self.info().startInstant().orElseThrow().toEpochMilli();

        assertThat(ProcessStart.isOf(self, Long.toString(milliseconds))).isTrue();
        assertThat(ProcessStart.isOf(self, Long.toString(milliseconds + 1000))).isFalse();
    }

    /** A process 42 that was started 9316 ticks after its machine. */
    private static void write(Path proc, String name, String boot) throws IOException {
        Files.createDirectories(proc.resolve("42"));
        Files.writeString(
                proc.resolve("42/stat"),
                "42 (" + name
                        + ") S 1 42 42 0 -1 4194304 7 0 0 0 1 2 0 0 20 0 33 0 9316 4096 100 18446744073709551615\n");
        Files.createDirectories(proc.resolve("sys/kernel/random"));
        Files.writeString(proc.resolve("sys/kernel/random/boot_id"), boot + "\n");
    }
}
