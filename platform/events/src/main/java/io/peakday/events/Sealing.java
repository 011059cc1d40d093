package io.peakday.events;

import io.peakday.kernel.AesGcm;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;

/**
 * Takes the personal fields out of a payload and puts them, encrypted under the subject's key, into its field
 * {@code sealed}; and back.
 *
 * <p><b>Why.</b> An event is copied to where nothing is deleted at will: a broker's log, the rows kept for replays, dead
 * letters, archives, backups. What is personal in it can be erased in all of these at once by erasing one key of 32 bytes.
 *
 * <p>Sealed by {@link AesGcm} with a key of 256 bits; the type and the key of the event are
 * authenticated with it, so that a sealed part cannot be moved to another event. A payload without the field was written
 * before there was sealing, and is read as it is.
 */
final class Sealing {
    static final String FIELD = "sealed";

    private static final byte[] END = "\"}".getBytes(StandardCharsets.US_ASCII);

    private Sealing() {}

    /** @param secret null where the subject was erased: then the fields are only taken out */
    static byte[] seal(EventType<?> type, String key, Object payload, byte @Nullable [] secret) {
        byte[] written = EventJson.write(payload);
        if (type.personal().isEmpty()) {
            return written;
        }
        PersonalFields.Cut cut = PersonalFields.cut(type, written);
        if (cut.fields() == null) {
            return written;
        }
        byte[] sealed = secret == null
                ? new byte[0]
                : Base64.getEncoder().encode(AesGcm.seal(secret, bound(type, key), cut.fields()));
        byte[] rest = cut.rest();
        // Only an object has personal fields: it ends with its brace.
        byte[] begin = ((rest.length == 2 ? "\"" : ",\"") + FIELD + "\":\"").getBytes(StandardCharsets.US_ASCII);
        return ByteBuffer.allocate(rest.length - 1 + begin.length + sealed.length + END.length)
                .put(rest, 0, rest.length - 1)
                .put(begin)
                .put(sealed)
                .put(END)
                .array();
    }

    /**
     * The payload with its personal fields, or with what stands in their place where the subject was erased.
     *
     * @param secret null where the subject was erased, or where the fields are not asked for
     * @throws UnreadableEvent if the sealed part was damaged or belongs to another event
     */
    static <T> T open(EventType<T> type, String key, byte[] payload, byte @Nullable [] secret) {
        if (type.personal().isEmpty()) {
            return EventJson.read(type, payload);
        }
        try {
            PersonalFields found = PersonalFields.in(type, payload, FIELD);
            String sealed = found.wantedText();
            if (sealed == null) {
                return EventJson.read(type, payload);
            }
            byte[] fields = secret == null || sealed.isEmpty() ? null : fields(secret, bound(type, key), sealed);
            return EventJson.read(type, found.with(fields));
        } catch (JacksonException e) {
            throw EventJson.misshapen(type, e);
        }
    }

    private static byte[] bound(EventType<?> type, String key) {
        return (type.name() + '\n' + key).getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] fields(byte[] secret, byte[] bound, String sealed) {
        byte[] all;
        try {
            all = Base64.getDecoder().decode(sealed);
        } catch (IllegalArgumentException e) {
            throw new UnreadableEvent("the sealed part is damaged", e);
        }
        return AesGcm.open(secret, bound, all)
                .orElseThrow(() -> new UnreadableEvent("the sealed part is damaged or belongs to another event", null));
    }
}
