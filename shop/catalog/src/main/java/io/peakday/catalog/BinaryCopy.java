package io.peakday.catalog;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;

/**
 * Rows on their way into a table by {@code COPY … (format binary)}: no escaping, no parsing, one round trip.
 *
 * @see <a href="https://www.postgresql.org/docs/current/sql-copy.html">COPY, binary format</a>
 */
final class BinaryCopy {
    private static final byte[] HEADER = {'P', 'G', 'C', 'O', 'P', 'Y', '\n', (byte) 0xFF, '\r', '\n', 0};

    /** 2000-01-01, from which PostgreSQL counts, in seconds of the Unix epoch. */
    private static final long EPOCH = 946_684_800;

    private final String target;
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(8192);
    private final DataOutputStream out = new DataOutputStream(bytes);
    private final int columns;
    private int rows;

    /** @param target table and columns: {@code catalog.variant (id, sku)} */
    BinaryCopy(String target) {
        this.target = target;
        this.columns = (int) target.chars().filter(c -> c == ',').count() + 1;
        write(() -> {
            out.write(HEADER);
            out.writeInt(0);
            out.writeInt(0);
        });
    }

    BinaryCopy row() {
        rows++;
        return write(() -> out.writeShort(columns));
    }

    BinaryCopy uuid(UUID id) {
        return write(() -> {
            out.writeInt(16);
            out.writeLong(id.getMostSignificantBits());
            out.writeLong(id.getLeastSignificantBits());
        });
    }

    BinaryCopy text(@Nullable String text) {
        return text == null ? missing() : bytes(text.getBytes(StandardCharsets.UTF_8));
    }

    BinaryCopy number(long number) {
        return write(() -> {
            out.writeInt(8);
            out.writeLong(number);
        });
    }

    BinaryCopy instant(@Nullable Instant instant) {
        return instant == null
                ? missing()
                : number((instant.getEpochSecond() - EPOCH) * 1_000_000 + instant.getNano() / 1000);
    }

    /** A JSON text in UTF-8; the leading 1 is the version of the format. */
    BinaryCopy jsonb(byte[] json) {
        return write(() -> {
            out.writeInt(json.length + 1);
            out.writeByte(1);
            out.write(json);
        });
    }

    /** Sends the rows, if there are any, in the connection's transaction. */
    void send(Connection connection) throws SQLException {
        if (rows == 0) {
            return;
        }
        write(() -> out.writeShort(-1));
        var copy = connection
                .unwrap(PGConnection.class)
                .getCopyAPI()
                .copyIn("copy " + target + " from stdin (format binary)");
        try {
            byte[] all = bytes.toByteArray();
            copy.writeToCopy(all, 0, all.length);
            copy.endCopy();
        } finally {
            if (copy.isActive()) {
                copy.cancelCopy();
            }
        }
    }

    private BinaryCopy bytes(byte[] value) {
        return write(() -> {
            out.writeInt(value.length);
            out.write(value);
        });
    }

    private BinaryCopy missing() {
        return write(() -> out.writeInt(-1));
    }

    private BinaryCopy write(Writing writing) {
        try {
            writing.run();
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private interface Writing {
        void run() throws IOException;
    }
}
