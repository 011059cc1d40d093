package io.peakday.kernel;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import javax.crypto.KDF;
import javax.crypto.Mac;
import javax.crypto.spec.HKDFParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * Keys for HMAC-SHA-256 (RFC 2104) that are kept outside of the database: in a setting, or else in a file of the store's folder
 * (mode 0600), which the first start makes.
 *
 * <p>Both hold one key a line, or several with commas between them, each {@code id:base64 of 32 bytes}; the last one signs, all
 * verify. So a key is changed by adding one, and taken away once nothing is left that it signed.
 *
 * <p>Where one secret serves several purposes, each has keys of its own, {@linkplain #derived derived} from it (HKDF, RFC 5869): whoever
 * learned those of one purpose would know nothing of the others.
 */
public final class KeyRing {
    private static final String HMAC = "HmacSHA256";
    private static final Pattern LINE = Pattern.compile("([a-z0-9-]{1,32}):([A-Za-z0-9+/_-]{43}=?)");
    private static final int BYTES = 32;

    /**
     * What the keys are for, in codes and sentences.
     *
     * @param module whose failures they are: {@code identity}
     * @param name of a key in codes: {@code audit-key}
     * @param words of a key in sentences: {@code a key of the audit log}
     * @param setting where keys may be given
     */
    public record Kind(String module, String name, String words, String setting) {
        private String bad() {
            return module + ".bad-" + name;
        }
    }

    private final Source source;
    private final @Nullable String purpose;
    private final Map<String, Mac> prepared = new ConcurrentHashMap<>();

    private KeyRing(Source source, @Nullable String purpose) {
        this.source = source;
        this.purpose = purpose;
    }

    /**
     * The keys that are given, and those in the file.
     *
     * @param given as in the setting; blank for none
     * @param file made with a fresh key if there is none and none is given; null for none. With neither, as in tests, the rings of a
     *     kind share a key of this process
     * @throws Failure {@code <module>.bad-<name>}, {@code <module>.<name>-unreadable}
     */
    public static KeyRing of(Kind kind, String given, @Nullable Path file) {
        if (file != null && given.isBlank() && !Files.exists(file)) {
            make(kind, file);
        }
        boolean ofThisProcess = file == null && given.isBlank();
        return new KeyRing(new Source(kind, ofThisProcess ? OfThisProcess.LINE : given, file, ofThisProcess), null);
    }

    /** The same keys' ids, and keys of their own for this purpose. */
    public KeyRing derived(String forPurpose) {
        return new KeyRing(source, purpose == null ? forPurpose : purpose + "/" + forPurpose);
    }

    /** The id of the key that signs. */
    public String active() {
        return source.loaded.active();
    }

    /** The ids of all keys. */
    public Set<String> ids() {
        return source.loaded.keys().keySet();
    }

    /** Whether there is such a key, here or just added. */
    public boolean knows(String id) {
        if (!ids().contains(id)) {
            source.reload();
        }
        return ids().contains(id);
    }

    /** Whether the keys live and end with this process. */
    public boolean isOfThisProcess() {
        return source.ofThisProcess;
    }

    /**
     * The MAC of these parts, each with its length before it, so that no two lists of parts have the same bytes.
     *
     * @param statement what is signed, so that one kind of statement cannot be passed off as another
     * @throws IllegalArgumentException if there is no such key
     */
    public byte[] mac(String id, String statement, byte[]... parts) {
        Mac mac = copy(prepared.computeIfAbsent(id, this::prepare));
        update(mac, statement.getBytes(StandardCharsets.UTF_8));
        for (byte[] part : parts) {
            update(mac, part);
        }
        return mac.doFinal();
    }

    /** Adds a key to the file, which signs from now on; nodes that share the file take it up by themselves. Gives its id. */
    public String rotate() {
        Kind kind = source.kind;
        Path file = source.file;
        if (file == null || !source.given.isBlank()) {
            throw Failure.conflict(
                    kind.module() + "." + kind.name() + "-is-set",
                    "The keys are given by the setting " + kind.setting()
                            + ": add the new key there, after the others, on all nodes.");
        }
        try {
            Files.writeString(file, line() + "\n", StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw unreadable(kind, file, e);
        }
        source.reload();
        return active();
    }

    /** Takes up keys that were added to the file. */
    public void reload() {
        source.reload();
    }

    private Mac prepare(String id) {
        byte[] key = source.loaded.keys().get(id);
        if (key == null) {
            throw new IllegalArgumentException("no " + source.kind.name() + " " + id);
        }
        return keyed(purpose == null ? key : expand(key, purpose));
    }

    /** Without a folder and a setting: the nodes of one process share one, and nobody else. */
    private static final class OfThisProcess {
        static final String LINE = line();
    }

    /** The keys as they were last read, by id, and which of them signs. */
    private record Loaded(Map<String, byte[]> keys, String active) {}

    /** Where keys come from; rings for several purposes share it. */
    private static final class Source {
        private final Kind kind;
        private final String given;
        private final @Nullable Path file;
        private final boolean ofThisProcess;
        private volatile Loaded loaded;

        Source(Kind kind, String given, @Nullable Path file, boolean ofThisProcess) {
            this.kind = kind;
            this.given = given;
            this.file = file;
            this.ofThisProcess = ofThisProcess;
            this.loaded = load();
        }

        void reload() {
            loaded = load();
        }

        private Loaded load() {
            Map<String, byte[]> keys = new LinkedHashMap<>();
            String active = "";
            String inFile = file == null ? "" : read(kind, file);
            for (String line : (inFile + "\n" + given).split("[,\\s]+")) {
                if (line.isBlank()) {
                    continue;
                }
                var parts = LINE.matcher(line);
                if (!parts.matches()) {
                    throw Failure.invalid(
                            kind.bad(),
                            "In " + kind.setting() + ", or in the file in its place, " + kind.words()
                                    + " is not written as id:base64 of 32 bytes (id: small letters, digits, dashes)."
                                    + " 'openssl rand -base64 32' makes one.");
                }
                keys.put(parts.group(1), bytes(kind, parts.group(2)));
                active = parts.group(1);
            }
            if (keys.isEmpty()) {
                throw Failure.invalid(
                        kind.bad(), "The file " + file + " should hold " + kind.words() + " and holds none.");
            }
            return new Loaded(Map.copyOf(keys), active);
        }
    }

    private static byte[] bytes(Kind kind, String text) {
        byte[] bytes = Base64.getDecoder().decode(text.replace('-', '+').replace('_', '/'));
        if (bytes.length != BYTES) {
            throw Failure.invalid(
                    kind.bad(),
                    "In " + kind.setting() + ", or in the file in its place, " + kind.words() + " has not 32 bytes.");
        }
        return bytes;
    }

    private static String read(Kind kind, Path file) {
        try {
            return Files.readString(file, StandardCharsets.US_ASCII);
        } catch (NoSuchFileException e) {
            return "";
        } catch (IOException e) {
            throw unreadable(kind, file, e);
        }
    }

    /** Whole or not at all, and by one of those who try at the same time. */
    private static void make(Kind kind, Path file) {
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
            throw unreadable(kind, file, e);
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

    private static byte[] expand(byte[] key, String purpose) {
        try {
            return KDF.getInstance("HKDF-SHA256")
                    .deriveData(HKDFParameterSpec.ofExtract()
                            .addIKM(key)
                            .thenExpand(("peakday/" + purpose).getBytes(StandardCharsets.UTF_8), BYTES));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java has no HKDF", e);
        }
    }

    private static Mac keyed(byte[] key) {
        try {
            Mac mac = Mac.getInstance(HMAC);
            mac.init(new SecretKeySpec(key, HMAC));
            return mac;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java has no HMAC-SHA-256", e);
        }
    }

    /** The same key, without preparing it again; a Mac is not for several threads. */
    private static Mac copy(Mac keyed) {
        try {
            return (Mac) keyed.clone();
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void update(Mac mac, byte[] part) {
        mac.update(ByteBuffer.allocate(Integer.BYTES).putInt(part.length).array());
        mac.update(part);
    }

    private static Failure unreadable(Kind kind, Path file, IOException e) {
        return Failure.unavailable(
                kind.module() + "." + kind.name() + "-unreadable",
                "The file " + file + " with " + kind.words() + " cannot be read or written: " + e.getMessage(),
                e);
    }
}
