package io.peakday.server;

import io.peakday.kernel.ProcStat;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;

/**
 * When a process was started, as a text that is the same whoever asks and whenever: with the process id it names one
 * process permanently, as ids are given again.
 *
 * <p>Linux keeps it in ticks since the machine started. {@link ProcessHandle.Info#startInstant()} adds these to the time of
 * that start, which the kernel works out from the clock: when the clock is set, or merely slewed over a full second, two
 * programs see different starts of the same process. So here ticks stay ticks, beside the id of the machine's start. Other
 * systems keep the time itself.
 *
 * @see <a href="https://man7.org/linux/man-pages/man5/proc_pid_stat.5.html">proc_pid_stat(5), field 22</a>
 */
final class ProcessStart {
    private static final Path PROC = Path.of("/proc");

    private static final int START_TIME = 22;

    private ProcessStart() {}

    /** Empty where the system does not say. */
    static Optional<String> of(ProcessHandle process) {
        return inTicks(PROC, process.pid()).or(() -> inMilliseconds(process));
    }

    /** Whether this process was started at what {@link #of} once said; or an older version, in milliseconds. */
    static boolean isOf(ProcessHandle process, String start) {
        return (start.contains("@") ? inTicks(PROC, process.pid()) : inMilliseconds(process))
                .filter(start::equals)
                .isPresent();
    }

    static Optional<String> inTicks(Path proc, long pid) {
        try {
            String ticks = ProcStat.of(proc, pid).field(START_TIME);
            String boot =
                    Files.readString(proc.resolve("sys/kernel/random/boot_id")).strip();
            return Optional.of(ticks + "@" + boot);
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static Optional<String> inMilliseconds(ProcessHandle process) {
        return process.info().startInstant().map(Instant::toEpochMilli).map(String::valueOf);
    }
}
