package io.peakday.kernel;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * What Linux says of a process in one line.
 *
 * @see <a href="https://man7.org/linux/man-pages/man5/proc_pid_stat.5.html">proc_pid_stat(5)</a>
 */
public final class ProcStat {
    /** Of the first field after the process's name. */
    private static final int FIRST = 3;

    private final String[] fields;

    private ProcStat(String[] fields) {
        this.fields = fields;
    }

    /**
     * @param proc where the system shows its processes: {@code /proc}
     * @throws IOException on another system, or if there is no such process
     */
    public static ProcStat of(Path proc, long pid) throws IOException {
        // The name is whatever the program calls itself, in any encoding, with blanks and parentheses.
        String stat = Files.readString(proc.resolve(Long.toString(pid)).resolve("stat"), StandardCharsets.ISO_8859_1);
        return new ProcStat(stat.substring(stat.lastIndexOf(')') + 1).strip().split(" "));
    }

    /**
     * @param number as in the manual: 3 and more
     * @throws IOException if this system does not give it
     */
    public String field(int number) throws IOException {
        if (number - FIRST >= fields.length) {
            throw new FileNotFoundException("field " + number);
        }
        return fields[number - FIRST];
    }
}
