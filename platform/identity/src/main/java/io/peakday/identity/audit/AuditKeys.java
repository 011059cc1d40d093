package io.peakday.identity.audit;

import io.peakday.identity.secret.Signatures;
import io.peakday.kernel.Failure;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import org.jspecify.annotations.Nullable;

/**
 * The keys of the audit log (HMAC-SHA-256, RFC 2104). They are kept outside of the database, so that whoever owns the database
 * cannot write a log that verifies: in the setting {@code peakday.identity.audit-key}, or else in the file {@code audit.key} of the
 * store's folder (mode 0600), which the first start makes.
 *
 * <p>Both hold one key a line, or several with commas between them, each {@code id:base64 of 32 bytes}; the last one signs, all
 * verify. A key is changed by adding one and never taken away while rows are kept that it signed.
 */
public final class AuditKeys {
    private static final Pattern LINE = Pattern.compile("([a-z0-9-]{1,32}):([A-Za-z0-9+/_-]{43}=?)");
    private static final int BYTES = 32;

    private final String given;
    private final @Nullable Path file;
    private volatile Loaded loaded;

    /** Read from the file as it was then. */
    private record Loaded(Map<String, Mac> keys, String active) {}

    private AuditKeys(String given, @Nullable Path file) {
        this.given = given;
        this.file = file;
        this.loaded = load();
    }

    /**
     * The keys that are given, and those in the file.
     *
     * @param given as in the setting; blank for none
     * @param file made with a fresh key if there is none and none is given; null for none
     * @throws Failure {@code identity.bad-audit-key}, {@code identity.audit-key-unreadable}
     */
    public static AuditKeys of(String given, @Nullable Path file) {
        if (file != null && given.isBlank() && !Files.exists(file)) {
            make(file);
        }
        if (file == null && given.isBlank()) {
            return new AuditKeys(OfThisProcess.LINE, null);
        }
        return new AuditKeys(given, file);
    }

    /** The id of the key that signs. */
    public String active() {
        return loaded.active();
    }

    /** The ids of all keys. */
    public Set<String> ids() {
        return loaded.keys().keySet();
    }

    /** Whether there is such a key, here or just added. */
    public boolean knows(String id) {
        if (!loaded.keys().containsKey(id)) {
            loaded = load();
        }
        return loaded.keys().containsKey(id);
    }

    /**
     * The MAC of these parts, each with its length before it, so that no two lists of parts have the same bytes.
     *
     * @param purpose what is signed, so that one kind of statement cannot be passed off as another
     */
    public byte[] mac(String id, String purpose, byte[]... parts) {
        Mac key = Optional.ofNullable(loaded.keys().get(id))
                .orElseThrow(() -> new IllegalArgumentException("no audit key " + id));
        Mac mac = Signatures.copy(key);
        update(mac, purpose.getBytes(StandardCharsets.UTF_8));
        for (byte[] part : parts) {
            update(mac, part);
        }
        return mac.doFinal();
    }

    /** Adds a key to the file, which signs from now on; nodes that share the file take it up by themselves. Gives its id. */
    public String rotate() {
        if (file == null || !given.isBlank()) {
            throw Failure.conflict(
                    "identity.audit-key-is-set",
                    "The audit log's keys are given by the setting peakday.identity.audit-key: add the new key there,"
                            + " after the others, on all nodes.");
        }
        try {
            Files.writeString(file, line() + "\n", StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw unreadable(file, e);
        }
        loaded = load();
        return active();
    }

    /** Takes up keys that were added to the file. */
    public void reload() {
        loaded = load();
    }

    /** Without a folder and a setting, as in tests: the nodes of one process share one, and nobody else. */
    private static final class OfThisProcess {
        static final String LINE = line();
    }

    private static void update(Mac mac, byte[] part) {
        mac.update(ByteBuffer.allocate(Integer.BYTES).putInt(part.length).array());
        mac.update(part);
    }

    private Loaded load() {
        Map<String, Mac> keys = new LinkedHashMap<>();
        String active = "";
        String inFile = file == null ? "" : read(file);
        for (String line : (inFile + "\n" + given).split("[,\\s]+")) {
            if (line.isBlank()) {
                continue;
            }
            var parts = LINE.matcher(line);
            if (!parts.matches()) {
                throw Failure.invalid(
                        "identity.bad-audit-key",
                        "A key of the audit log is not written as id:base64 of 32 bytes (id: small letters, digits, dashes)."
                                + " 'openssl rand -base64 32' makes one.");
            }
            keys.put(parts.group(1), Signatures.keyed(bytes(parts.group(2))));
            active = parts.group(1);
        }
        if (keys.isEmpty()) {
            throw Failure.invalid("identity.bad-audit-key", "The file " + file + " holds no key of the audit log.");
        }
        return new Loaded(Map.copyOf(keys), active);
    }

    private static byte[] bytes(String text) {
        byte[] bytes = Base64.getDecoder().decode(text.replace('-', '+').replace('_', '/'));
        if (bytes.length != BYTES) {
            throw Failure.invalid("identity.bad-audit-key", "A key of the audit log has 32 bytes.");
        }
        return bytes;
    }

    private static String read(Path file) {
        try {
            return Files.readString(file, StandardCharsets.US_ASCII);
        } catch (NoSuchFileException e) {
            return "";
        } catch (IOException e) {
            throw unreadable(file, e);
        }
    }

    /** Whole or not at all, and by one of those who try at the same time. */
    private static void make(Path file) {
        Path fresh = file.resolveSibling("." + file.getFileName() + "." + UUID.randomUUID());
        try {
            try {
                Files.createFile(
                        fresh, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            } catch (UnsupportedOperationException e) {
                Files.createFile(fresh);
            }
            Files.writeString(fresh, line() + "\n");
            Files.createLink(file, fresh);
        } catch (FileAlreadyExistsException e) {
            // Another process was first; its key is ours.
        } catch (IOException e) {
            throw unreadable(file, e);
        } finally {
            try {
                Files.deleteIfExists(fresh);
            } catch (IOException e) {
                // It holds a key that nobody uses.
            }
        }
    }

    private static String line() {
        byte[] key = new byte[BYTES];
        new SecureRandom().nextBytes(key);
        return "k" + UUID.randomUUID().toString().substring(0, 8) + ":"
                + Base64.getEncoder().encodeToString(key);
    }

    private static Failure unreadable(Path file, IOException e) {
        return Failure.unavailable(
                "identity.audit-key-unreadable",
                "The audit log's key in " + file + " cannot be read or written: " + e.getMessage(),
                e);
    }
}
