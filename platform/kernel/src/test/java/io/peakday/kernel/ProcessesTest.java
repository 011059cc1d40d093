package io.peakday.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProcessesTest {
    @Test
    void aRunningProcessHasNotEnded() throws Exception {
        Process running = new ProcessBuilder("sleep", "60").start();
        try {
            assertThat(Processes.ended(running.toHandle())).isFalse();
            assertThat(Processes.awaitEnd(running.toHandle(), Duration.ofMillis(20)))
                    .isFalse();
        } finally {
            running.destroyForcibly();
        }
        assertThat(Processes.awaitEnd(running.toHandle(), Duration.ofSeconds(30)))
                .isTrue();
    }

    @Test
    void aProcessThatNobodyWaitedForHasEnded() throws Exception {
        assumeTrue(Files.exists(Path.of("/proc/self/stat")), "only Linux has zombies that can be recognized");
        // The shell becomes a sleep, which never waits for the child it was born with.
        Process parent = new ProcessBuilder("sh", "-c", "sleep 60 & echo $!; exec sleep 60").start();
        try {
            ProcessHandle child = ProcessHandle.of(
                            Long.parseLong(parent.inputReader().readLine()))
                    .orElseThrow();
            long start = System.nanoTime();
            while (parent.info()
                    .arguments()
                    .map(List::of)
                    .filter(List.of("60")::equals)
                    .isEmpty()) {
                assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(30));
                Thread.onSpinWait();
            }
            child.destroyForcibly();
            assertThat(Processes.awaitEnd(child, Duration.ofSeconds(30))).isTrue();
            assertThat(child.isAlive()).as("a zombie").isTrue();
        } finally {
            parent.destroyForcibly();
        }
    }
}
