package io.peakday.web;

import io.peakday.kernel.Failure;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Opaque cursors: the sort values of the last row shown, so that a page goes on where the last one ended whatever was
 * inserted meanwhile. A cursor is no secret and grants nothing: it is only a position, and is read with the same
 * distrust as any other input.
 *
 * <p>Format: base64url of one version byte, then each part as a two-byte length and its UTF-8 bytes.
 */
public final class Cursors {
    private static final byte VERSION = 1;
    private static final int MAX_CHARS = 1024;

    private Cursors() {}

    /** A cursor made of these values, in order. */
    public static String of(Object... parts) {
        List<byte[]> encoded = new ArrayList<>(parts.length);
        int size = 1;
        for (Object part : parts) {
            byte[] bytes = part.toString().getBytes(StandardCharsets.UTF_8);
            encoded.add(bytes);
            size += Short.BYTES + bytes.length;
        }
        ByteBuffer out = ByteBuffer.allocate(size).put(VERSION);
        encoded.forEach(bytes -> out.putShort((short) bytes.length).put(bytes));
        String cursor = Base64.getUrlEncoder().withoutPadding().encodeToString(out.array());
        if (cursor.length() > MAX_CHARS) {
            throw new IllegalArgumentException("the cursor would have " + cursor.length() + " characters");
        }
        return cursor;
    }

    /**
     * The values of a cursor; empty where the caller gave none (the first page).
     *
     * @param parts how many values it must have
     * @throws Failure {@code web.bad-cursor} if it is not a cursor of that shape
     */
    public static Optional<List<String>> read(@Nullable String cursor, int parts) {
        if (cursor == null || cursor.isEmpty()) {
            return Optional.empty();
        }
        if (cursor.length() > MAX_CHARS) {
            throw bad();
        }
        try {
            return Optional.of(decode(ByteBuffer.wrap(Base64.getUrlDecoder().decode(cursor)), parts));
        } catch (IllegalArgumentException | CharacterCodingException e) {
            throw bad();
        }
    }

    private static List<String> decode(ByteBuffer in, int parts) throws CharacterCodingException {
        if (!in.hasRemaining() || in.get() != VERSION) {
            throw bad();
        }
        List<String> values = new ArrayList<>(parts);
        while (in.remaining() >= Short.BYTES) {
            int length = Short.toUnsignedInt(in.getShort());
            if (length > in.remaining() || values.size() == parts) {
                throw bad();
            }
            ByteBuffer part = in.slice(in.position(), length);
            in.position(in.position() + length);
            String value = StandardCharsets.UTF_8.newDecoder().decode(part).toString();
            if (value.indexOf('\0') >= 0) {
                throw bad();
            }
            values.add(value);
        }
        if (in.hasRemaining() || values.size() != parts) {
            throw bad();
        }
        return List.copyOf(values);
    }

    /** For callers that parse the parts further and find them wrong. */
    public static Failure bad() {
        return Failure.invalid("web.bad-cursor", "This cursor is not one that a page of this list gave out.");
    }
}
