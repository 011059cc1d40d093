package io.peakday.search.index;

import java.nio.ByteBuffer;
import java.util.UUID;
import org.apache.lucene.index.Term;
import org.apache.lucene.util.BytesRef;

/** Identifiers as the index writes them. */
public final class Keys {
    private Keys() {}

    static BytesRef bytes(UUID id) {
        byte[] bytes = new byte[16];
        ByteBuffer.wrap(bytes).putLong(id.getMostSignificantBits()).putLong(id.getLeastSignificantBits());
        return new BytesRef(bytes);
    }

    static UUID id(BytesRef bytes) {
        ByteBuffer buffer = ByteBuffer.wrap(bytes.bytes, bytes.offset, bytes.length);
        return new UUID(buffer.getLong(), buffer.getLong());
    }

    static Term product(UUID id) {
        return new Term(Fields.ID, bytes(id));
    }

    static Term variant(UUID id) {
        return new Term(Fields.VARIANT, bytes(id));
    }
}
