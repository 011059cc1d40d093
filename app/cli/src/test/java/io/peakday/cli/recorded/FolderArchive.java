package io.peakday.cli.recorded;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;

/**
 * A stopped store's data folder in a ZIP file. What the program makes again is left out (logs, the search index, PostgreSQL's
 * programs), and so is the write-ahead log but for what a start after a clean stop reads ({@link Checkpoint}). PostgreSQL's template
 * databases are nearly the same file for file, so equal files are stored once; the last entry names the copies.
 */
final class FolderArchive {
    private static final Set<String> LEFT_OUT = Set.of(
            "run",
            "logs",
            "search",
            "nodes",
            "peakday.lock",
            "peakday.pid",
            "postgres/programs",
            "postgres/server.log");
    private static final Set<String> NAMES_LEFT_OUT = Set.of("postmaster.opts", "port", "controller-port", ".lock");
    private static final String COPIES = "copies";
    private static final String BETWEEN = "\t";
    private static final String WAL = "postgres/data/pg_wal/";
    private static final String CONTROL = "postgres/data/global/pg_control";

    /** The same archive for the same folder, whenever it is packed. */
    private static final FileTime TIME = FileTime.fromMillis(946_684_800_000L);

    private FolderArchive() {}

    static void pack(Path folder, Path archive) throws IOException {
        Checkpoint checkpoint = Checkpoint.read(Files.readAllBytes(folder.resolve(CONTROL)));
        Map<String, String> known = new HashMap<>();
        StringBuilder copies = new StringBuilder();
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(archive));
                Stream<Path> all = Files.walk(folder)) {
            zip.setLevel(Deflater.BEST_COMPRESSION);
            for (Path path : all.sorted().toList()) {
                String name = folder.relativize(path).toString();
                if (name.isEmpty() || isLeftOut(name)) {
                    continue;
                }
                if (Files.isDirectory(path)) {
                    put(zip, name + "/", new byte[0]);
                    continue;
                }
                byte[] content = Files.readAllBytes(path);
                if (name.startsWith(WAL)) {
                    if (!name.equals(WAL + checkpoint.segment())) {
                        continue;
                    }
                    checkpoint.clearTheRest(content);
                }
                String same = content.length == 0 ? null : known.putIfAbsent(digest(content), name);
                if (same == null) {
                    put(zip, name, content);
                } else {
                    copies.append(name).append(BETWEEN).append(same).append('\n');
                }
            }
            put(zip, COPIES, copies.toString().getBytes(StandardCharsets.UTF_8));
        }
    }

    /** Files and folders that only their owner can use. */
    static void unpack(InputStream archive, Path folder) throws IOException {
        folder(folder);
        try (ZipInputStream zip = new ZipInputStream(new BufferedInputStream(archive))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                if (entry.isDirectory()) {
                    folder(inside(folder, entry.getName()));
                } else if (entry.getName().equals(COPIES)) {
                    String copies = new String(zip.readAllBytes(), StandardCharsets.UTF_8);
                    for (String line : copies.lines().toList()) {
                        String[] names = line.split(BETWEEN, 2);
                        file(inside(folder, names[0]), Files.readAllBytes(inside(folder, names[1])));
                    }
                } else {
                    file(inside(folder, entry.getName()), zip.readAllBytes());
                }
            }
        }
    }

    private static boolean isLeftOut(String name) {
        return NAMES_LEFT_OUT.contains(name.substring(name.lastIndexOf('/') + 1))
                || LEFT_OUT.stream().anyMatch(out -> name.equals(out) || name.startsWith(out + "/"));
    }

    private static void put(ZipOutputStream zip, String name, byte[] content) throws IOException {
        ZipEntry entry = new ZipEntry(name);
        entry.setLastModifiedTime(TIME);
        zip.putNextEntry(entry);
        zip.write(content);
        zip.closeEntry();
    }

    private static Path inside(Path folder, String name) throws IOException {
        Path path = folder.resolve(name).normalize();
        if (!path.startsWith(folder)) {
            throw new IOException(name + " leads out of the folder");
        }
        return path;
    }

    private static void folder(Path path) throws IOException {
        Files.createDirectories(path);
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwx------"));
    }

    private static void file(Path path, byte[] content) throws IOException {
        Files.write(path, content);
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rw-------"));
    }

    private static String digest(byte[] content) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
