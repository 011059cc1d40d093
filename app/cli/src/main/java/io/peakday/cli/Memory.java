package io.peakday.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** What a process and its children hold in memory. */
final class Memory {
    private Memory() {}

    /**
     * Bytes of memory the process and its descendants hold, pages they share counted once (Linux's proportional set
     * size where it can be read, else the resident set); 0 where the system does not report it.
     */
    static long ofTree(long pid) {
        return ProcessHandle.of(pid)
                .map(root -> Stream.concat(Stream.of(root), root.descendants())
                        .mapToLong(process -> of(process.pid()))
                        .sum())
                .orElse(0L);
    }

    private static long of(long pid) {
        try {
            return kilobytes(Path.of("/proc/" + pid + "/smaps_rollup"), "Pss:") * 1024;
        } catch (IOException e) {
            try {
                return kilobytes(Path.of("/proc/" + pid + "/status"), "VmRSS:") * 1024;
            } catch (IOException gone) {
                return 0;
            }
        }
    }

    private static long kilobytes(Path file, String field) throws IOException {
        List<String> lines = Files.readAllLines(file);
        for (String line : lines) {
            if (line.startsWith(field)) {
                return Long.parseLong(line.replaceAll("\\D", ""));
            }
        }
        return 0;
    }

    static String shown(long bytes) {
        return bytes == 0 ? "unknown" : String.format(Locale.ROOT, "%,d MB", bytes / (1 << 20));
    }
}
