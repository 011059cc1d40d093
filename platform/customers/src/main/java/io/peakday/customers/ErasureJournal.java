package io.peakday.customers;

import io.peakday.engines.PrivateFile;
import io.peakday.kernel.Failure;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * A file of ids of who was erased, one a line, outside the database: {@code privacy/erasures.log} in the data folder. It must
 * not be restored together with the database; where several nodes have folders of their own, each has the whole of it.
 */
public final class ErasureJournal {
    /** Whose id it is. */
    public enum Kind {
        CUSTOMER,
        ORDER;

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** One erasure. */
    public record Entry(UUID id, Kind kind, Instant at) {
        String line() {
            return kind.word() + ' ' + id + ' ' + at + '\n';
        }
    }

    private final Path file;

    public ErasureJournal(Path file) {
        this.file = file;
    }

    /** Oldest first; empty if there is no file. A last line that a crash cut off is left out. */
    public synchronized List<Entry> read() {
        if (!Files.exists(file)) {
            return List.of();
        }
        try {
            List<Entry> entries = new ArrayList<>();
            for (String line : Files.readAllLines(file, StandardCharsets.UTF_8)) {
                String[] parts = line.split(" ");
                if (parts.length == 3) {
                    entry(parts, entries);
                }
            }
            return entries;
        } catch (IOException e) {
            throw failed(e);
        }
    }

    /** Appends, and returns when the disk has it. */
    public synchronized void append(List<Entry> entries) {
        if (entries.isEmpty()) {
            return;
        }
        try {
            Path folder = file.toAbsolutePath().getParent();
            if (folder != null) {
                Files.createDirectories(folder);
            }
            String lines = entries.stream().map(Entry::line).collect(Collectors.joining());
            ByteBuffer bytes = StandardCharsets.UTF_8.encode('\n' + lines);
            try (FileChannel channel = PrivateFile.append(file)) {
                while (bytes.hasRemaining()) {
                    channel.write(bytes);
                }
                channel.force(true);
            }
        } catch (IOException e) {
            throw failed(e);
        }
    }

    private static void entry(String[] parts, List<Entry> entries) {
        try {
            entries.add(new Entry(
                    UUID.fromString(parts[1]),
                    Kind.valueOf(parts[0].toUpperCase(Locale.ROOT)),
                    Instant.parse(parts[2])));
        } catch (IllegalArgumentException | DateTimeException e) {
            // A line that a crash cut off: what it said is in the database, and comes again from there.
        }
    }

    private Failure failed(IOException e) {
        return Failure.unavailable(
                "identity.erasure-journal", "The journal of erasures " + file + " cannot be read or written.", e);
    }
}
