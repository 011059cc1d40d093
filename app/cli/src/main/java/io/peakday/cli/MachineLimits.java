package io.peakday.cli;

import com.sun.management.HotSpotDiagnosticMXBean;
import com.sun.management.UnixOperatingSystemMXBean;
import io.peakday.kernel.Failure;
import java.lang.management.ManagementFactory;
import java.util.Locale;
import java.util.OptionalLong;

/**
 * What a node needs of the limits that this process runs under, looked at before anything is started: a limit that is met in the middle
 * of a start, or under load, shows as something else.
 */
final class MachineLimits {
    /** A node that has just started holds 370 files and sockets; then one for each connection, and Kafka's segments. */
    static final long OPEN_FILES = 1_024;

    /** The demo store fills with this much, and does not start with 64 MB; what lies between was not measured. */
    static final long HEAP = 192L << 20;

    private MachineLimits() {}

    /** @throws Failure {@code machine.too-few-files}, {@code machine.too-little-memory}, with what to do about it */
    static void check() {
        check(openFiles(), heap());
    }

    static void check(OptionalLong openFiles, OptionalLong heap) {
        if (openFiles.isPresent() && openFiles.getAsLong() < OPEN_FILES) {
            throw Failure.unavailable("machine.too-few-files", tooFewFiles(openFiles.getAsLong()), null);
        }
        if (heap.isPresent() && heap.getAsLong() < HEAP) {
            throw Failure.unavailable(
                    "machine.too-little-memory",
                    String.format(
                            Locale.ROOT,
                            "The program may use %d MB of memory for its objects (PEAKDAY_HEAP), and a store needs %d MB"
                                    + " at least. Nothing was started. Give it more, such as PEAKDAY_HEAP=640m, and start it again.",
                            heap.getAsLong() >> 20,
                            HEAP >> 20),
                    null);
        }
    }

    /** What is wrong with the limit of open files, and what to do. */
    static String tooFewFiles(long limit) {
        return String.format(
                Locale.ROOT,
                "This process may open %,d files and connections at once, and a store needs %,d at least. Nothing was started."
                        + " Raise the limit, for example with 'ulimit -n 4096' in the shell that starts it (or LimitNOFILE of"
                        + " its systemd unit), and start it again.",
                limit,
                OPEN_FILES);
    }

    /** Empty where the system does not report it. */
    static OptionalLong openFiles() {
        return ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean system
                ? OptionalLong.of(system.getMaxFileDescriptorCount())
                : OptionalLong.empty();
    }

    /** What {@code -Xmx} says, or the virtual machine has chosen; empty where it does not report it. */
    private static OptionalLong heap() {
        HotSpotDiagnosticMXBean machine = ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class);
        return machine == null
                ? OptionalLong.empty()
                : OptionalLong.of(
                        Long.parseLong(machine.getVMOption("MaxHeapSize").getValue()));
    }
}
