package io.peakday.audit;

import io.peakday.kernel.Failure;
import io.peakday.kernel.KeyRing;
import java.nio.file.Path;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The keys of the audit log. They are kept outside of the database, so that whoever owns the database cannot write a log that
 * verifies: in the setting {@code peakday.identity.audit-key}, or else in the file {@code audit.key} of the store's folder
 * ({@link KeyRing}). A key is never taken away while rows are kept that it signed.
 */
public final class AuditKeys {
    private static final KeyRing.Kind KIND =
            new KeyRing.Kind("identity", "audit-key", "a key of the audit log", "peakday.identity.audit-key");

    private final KeyRing ring;

    private AuditKeys(KeyRing ring) {
        this.ring = ring;
    }

    /**
     * The keys that are given, and those in the file.
     *
     * @param given as in the setting; blank for none
     * @param file made with a fresh key if there is none and none is given; null for none
     * @throws Failure {@code identity.bad-audit-key}, {@code identity.audit-key-unreadable}
     */
    public static AuditKeys of(String given, @Nullable Path file) {
        return new AuditKeys(KeyRing.of(KIND, given, file));
    }

    /** The id of the key that signs. */
    public String active() {
        return ring.active();
    }

    /** The ids of all keys. */
    public Set<String> ids() {
        return ring.ids();
    }

    /** Whether there is such a key, here or just added. */
    public boolean knows(String id) {
        return ring.knows(id);
    }

    /** As {@link KeyRing#mac}. */
    public byte[] mac(String id, String purpose, byte[]... parts) {
        return ring.mac(id, purpose, parts);
    }

    /** Adds a key to the file, which signs from now on; nodes that share the file take it up by themselves. Gives its id. */
    public String rotate() {
        return ring.rotate();
    }

    /** Takes up keys that were added to the file. */
    public void reload() {
        ring.reload();
    }
}
