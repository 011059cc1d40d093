package io.peakday.events;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.Iterator;
import java.util.List;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Takes the personal fields out of a payload and puts them, encrypted under the subject's key, into its field
 * {@code sealed}; and back.
 *
 * <p><b>Why.</b> An event is copied to where nothing is deleted at will: a broker's log, the rows kept for replays, dead
 * letters, archives, backups. What is personal in it can be erased in all of these at once by erasing one key of 32 bytes.
 *
 * <p>AES-256 in Galois/Counter Mode (NIST SP 800-38D) with a random nonce of 96 bits; the type and the key of the event are
 * authenticated with it, so that a sealed part cannot be moved to another event. A payload without the field was written
 * before there was sealing, and is read as it is.
 */
final class Sealing {
    static final String FIELD = "sealed";

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int NONCE = 12;
    private static final int TAG_BITS = 128;

    private Sealing() {}

    /** @param secret null where the subject was erased: then the fields are only taken out */
    static String seal(EventType<?> type, String key, Object payload, byte @Nullable [] secret) {
        ObjectNode root = EventJson.tree(payload);
        ObjectNode taken = root.objectNode();
        for (Personal field : type.personal()) {
            List<String> names = field.names();
            ObjectNode parent = parent(root, names);
            JsonNode value = parent == null ? null : parent.remove(names.getLast());
            if (value != null) {
                taken.set(field.path(), value);
            }
        }
        if (!taken.isEmpty()) {
            root.put(FIELD, secret == null ? "" : encrypt(secret, bound(type, key), taken.toString()));
        }
        return root.toString();
    }

    /**
     * The payload with its personal fields, or with what stands in their place where the subject was erased.
     *
     * @throws UnreadableEvent if the sealed part was damaged or belongs to another event
     */
    static <T> T open(EventType<T> type, String key, byte[] payload, byte @Nullable [] secret) {
        if (type.personal().isEmpty()) {
            return EventJson.read(type, payload);
        }
        JsonNode read = EventJson.tree(type, payload);
        if (!(read instanceof ObjectNode root) || !root.path(FIELD).isString()) {
            return EventJson.read(type, payload);
        }
        String sealed = root.path(FIELD).stringValue();
        JsonNode personal = null;
        if (secret != null && !sealed.isEmpty()) {
            personal = EventJson.tree(type, decrypt(secret, bound(type, key), sealed));
        }
        for (Personal field : type.personal()) {
            List<String> names = field.names();
            ObjectNode parent = parent(root, names);
            if (parent == null) {
                continue;
            }
            if (personal == null) {
                parent.set(names.getLast(), EventJson.tree(type, field.erased().getBytes(StandardCharsets.UTF_8)));
            } else if (personal.has(field.path())) {
                parent.set(names.getLast(), personal.get(field.path()));
            }
        }
        return EventJson.value(type, root);
    }

    private static @Nullable ObjectNode parent(ObjectNode root, List<String> names) {
        JsonNode at = root;
        for (Iterator<String> each = names.subList(0, names.size() - 1).iterator(); each.hasNext(); ) {
            at = at.path(each.next());
        }
        return at instanceof ObjectNode parent ? parent : null;
    }

    private static byte[] bound(EventType<?> type, String key) {
        return (type.name() + '\n' + key).getBytes(StandardCharsets.UTF_8);
    }

    private static String encrypt(byte[] secret, byte[] bound, String text) {
        byte[] nonce = new byte[NONCE];
        RANDOM.nextBytes(nonce);
        try {
            byte[] hidden =
                    cipher(Cipher.ENCRYPT_MODE, secret, bound, nonce).doFinal(text.getBytes(StandardCharsets.UTF_8));
            byte[] all = Arrays.copyOf(nonce, NONCE + hidden.length);
            System.arraycopy(hidden, 0, all, NONCE, hidden.length);
            return Base64.getEncoder().encodeToString(all);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java has no AES-GCM", e);
        }
    }

    private static byte[] decrypt(byte[] secret, byte[] bound, String sealed) {
        try {
            byte[] all = Base64.getDecoder().decode(sealed);
            if (all.length <= NONCE) {
                throw new UnreadableEvent("the sealed part is too short", null);
            }
            return cipher(Cipher.DECRYPT_MODE, secret, bound, Arrays.copyOf(all, NONCE))
                    .doFinal(all, NONCE, all.length - NONCE);
        } catch (AEADBadTagException | IllegalArgumentException e) {
            throw new UnreadableEvent("the sealed part is damaged or belongs to another event", e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java has no AES-GCM", e);
        }
    }

    private static Cipher cipher(int mode, byte[] secret, byte[] bound, byte[] nonce) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, new SecretKeySpec(secret, "AES"), new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD(bound);
        return cipher;
    }
}
