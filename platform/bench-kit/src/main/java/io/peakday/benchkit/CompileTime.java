package io.peakday.benchkit;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How long another virtual machine has compiled so far, all its compilers together, from its performance counters. */
final class CompileTime {
    private static final Pattern COUNTER =
            Pattern.compile("(?m)^(java\\.ci\\.totalTime|sun\\.os\\.hrt\\.frequency)=(\\d+)");

    private CompileTime() {}

    /** @return zero where the counters cannot be read */
    static Duration of(ProcessHandle machine) throws InterruptedException {
        String jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
        try {
            Process process = new ProcessBuilder(jcmd, Long.toString(machine.pid()), "PerfCounter.print")
                    .redirectErrorStream(true)
                    .start();
            String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            process.waitFor();
            return read(printed);
        } catch (IOException e) {
            return Duration.ZERO;
        }
    }

    private static Duration read(String printed) {
        long ticks = 0;
        long frequency = 0;
        for (Matcher counter = COUNTER.matcher(printed); counter.find(); ) {
            long value = Long.parseLong(counter.group(2));
            if (counter.group(1).endsWith("frequency")) {
                frequency = value;
            } else {
                ticks = value;
            }
        }
        return frequency == 0 ? Duration.ZERO : Duration.ofNanos((long) (ticks * 1e9 / frequency));
    }
}
