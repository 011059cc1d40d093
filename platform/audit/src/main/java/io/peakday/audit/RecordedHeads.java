package io.peakday.audit;

import io.peakday.engines.PrivateFile;
import io.peakday.kernel.Failure;
import java.io.IOException;
import java.io.Writer;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How far the audit log had come at which time, in a file outside of the database to which lines are only added: what the
 * database's owner takes out of the end of the log, or puts back from an older copy, is missed there.
 *
 * <p>A line is {@code time kind seq hash key-id mac}. The kind is {@code head}, or {@code accepted}, by which somebody has said that
 * what was recorded before is gone for a good reason (a restore). Lines are signed, so nobody without the key can add or
 * change one; that the last lines were taken away shows only where the heads are kept in a second place as well.
 */
final class RecordedHeads {
    private static final Logger LOG = LoggerFactory.getLogger(RecordedHeads.class);
    private static final long MAX_BYTES = 8L << 20;
    private static final int KEPT_WHOLE = 5_000;
    private static final int KEPT_OF_OLDER = 50;

    private final AuditKeys keys;
    private final List<Path> files;
    private final boolean toLog;

    /**
     * @param files the store's own first; the others are copies elsewhere
     * @param toLog whether each is written to the program's log as well
     */
    public RecordedHeads(AuditKeys keys, List<Path> files, boolean toLog) {
        this.keys = keys;
        this.files = List.copyOf(files);
        this.toLog = toLog;
    }

    /** What a line says. */
    public enum Kind {
        HEAD,
        ACCEPTED
    }

    /** @param hash of row {@code seq}, hexadecimal; of row 0 there is none */
    public record Head(Instant at, Kind kind, long seq, String hash) {}

    /**
     * What the files say.
     *
     * @param bad a line that nobody with a key wrote, as a person finds it; null if there is none
     */
    public record Read(List<Head> heads, @Nullable String bad) {
        public Read {
            heads = List.copyOf(heads);
        }

        /** Those that still count: from the last one on that somebody accepted. */
        public List<Head> standing() {
            List<Head> standing = new ArrayList<>();
            for (Head head : heads) {
                if (head.kind() == Kind.ACCEPTED) {
                    standing.clear();
                }
                standing.add(head);
            }
            return standing;
        }
    }

    /** Adds a line to every file. */
    public void add(Head head) {
        String line = line(head);
        if (toLog) {
            LOG.info("Audit head {}:{}", head.seq(), head.hash());
        }
        for (Path file : files) {
            try {
                if (file.toAbsolutePath().getParent() != null) {
                    Files.createDirectories(file.toAbsolutePath().getParent());
                }
                append(file, line);
                if (Files.size(file) > MAX_BYTES) {
                    thin(file);
                }
            } catch (IOException e) {
                throw unusable(file, e);
            }
        }
    }

    /** What all files say together, oldest first; a file that is not there says nothing. */
    public Read read() {
        List<Head> heads = new ArrayList<>();
        String bad = null;
        for (Path file : files) {
            int number = 0;
            for (String line : lines(file)) {
                number++;
                Head head = parsed(line);
                if (head == null) {
                    bad = bad == null ? "line " + number + " of " + file : bad;
                } else {
                    heads.add(head);
                }
            }
        }
        heads.sort(java.util.Comparator.comparing(Head::at));
        return new Read(heads, bad);
    }

    private String line(Head head) {
        String key = keys.active();
        return String.join(
                        " ",
                        head.at().toString(),
                        head.kind().name().toLowerCase(java.util.Locale.ROOT),
                        Long.toString(head.seq()),
                        head.hash().isEmpty() ? "-" : head.hash(),
                        key,
                        HexFormat.of().formatHex(mac(key, head)))
                + "\n";
    }

    private @Nullable Head parsed(String line) {
        String[] parts = line.split(" ", -1);
        if (parts.length != 6 || !keys.knows(parts[4])) {
            return null;
        }
        try {
            Head head = new Head(
                    Instant.parse(parts[0]),
                    Kind.valueOf(parts[1].toUpperCase(java.util.Locale.ROOT)),
                    Long.parseLong(parts[2]),
                    parts[3].equals("-") ? "" : parts[3]);
            return java.security.MessageDigest.isEqual(HexFormat.of().parseHex(parts[5]), mac(parts[4], head))
                    ? head
                    : null;
        } catch (RuntimeException e) {
            return null; // not a line of ours, whatever is wrong with it
        }
    }

    private byte[] mac(String key, Head head) {
        return keys.mac(
                key,
                "recorded-head",
                head.at().toString().getBytes(StandardCharsets.UTF_8),
                head.kind().name().getBytes(StandardCharsets.UTF_8),
                ByteBuffer.allocate(Long.BYTES).putLong(head.seq()).array(),
                head.hash().getBytes(StandardCharsets.UTF_8));
    }

    /** Of lines that are old, one of some stays: each covers all rows before it. */
    private void thin(Path file) throws IOException {
        List<String> all = lines(file);
        List<String> kept = new ArrayList<>();
        for (int i = 0; i < all.size(); i++) {
            if (i >= all.size() - KEPT_WHOLE
                    || i % KEPT_OF_OLDER == 0
                    || all.get(i).contains(" accepted ")) {
                kept.add(all.get(i));
            }
        }
        Path thinner = file.resolveSibling("." + file.getFileName() + ".thinner");
        Files.deleteIfExists(thinner); // of a node that was stopped
        try (Writer out = Channels.newWriter(PrivateFile.create(thinner), StandardCharsets.UTF_8)) {
            for (String line : kept) {
                out.write(line);
                out.write('\n');
            }
        }
        Files.move(thinner, file, StandardCopyOption.ATOMIC_MOVE);
    }

    private static void append(Path file, String line) throws IOException {
        ByteBuffer bytes = StandardCharsets.UTF_8.encode(line);
        try (FileChannel channel = PrivateFile.append(file)) {
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
        }
    }

    private static List<String> lines(Path file) {
        try {
            return Files.exists(file) ? Files.readAllLines(file, StandardCharsets.UTF_8) : List.of();
        } catch (IOException e) {
            throw unusable(file, e);
        }
    }

    private static Failure unusable(Path file, IOException e) {
        return Failure.unavailable(
                "identity.audit-heads-unusable",
                "The record of the audit log's heads in " + file + " cannot be read or written: " + e.getMessage(),
                e);
    }
}
