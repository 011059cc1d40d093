package io.peakday.idempotency;

import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/** A reply as it is kept: status, the headers that belong to it, and the body. */
@SuppressWarnings("ArrayRecordComponent")
record StoredReply(int status, List<Header> headers, byte[] body) {
    private static final byte VERSION = 1;
    private static final List<String> KEPT =
            List.of("Content-Type", "Location", "ETag", "Link", "Set-Cookie", "Retry-After", "Cache-Control");

    record Header(String name, String value) {}

    static StoredReply of(HttpServletResponse response, byte[] body) {
        List<Header> headers = new ArrayList<>();
        for (String name : KEPT) {
            response.getHeaders(name).forEach(value -> headers.add(new Header(name, value)));
        }
        return new StoredReply(response.getStatus(), headers, body);
    }

    void write(HttpServletResponse response) throws IOException {
        response.setStatus(status);
        for (Header header : headers) {
            if (header.name().equals("Set-Cookie") || header.name().equals("Link")) {
                response.addHeader(header.name(), header.value());
            } else {
                response.setHeader(header.name(), header.value());
            }
        }
        response.setHeader("Idempotency-Replayed", "true");
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
    }

    byte[] bytes() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(body.length + 256);
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeByte(VERSION);
            out.writeShort(status);
            out.writeShort(headers.size());
            for (Header header : headers) {
                out.writeUTF(header.name());
                out.writeUTF(header.value());
            }
            out.writeInt(body.length);
            out.write(body);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    static StoredReply read(byte[] bytes) {
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
            if (in.readByte() != VERSION) {
                throw new IllegalStateException("a stored reply of an unknown version");
            }
            int status = in.readShort();
            int count = in.readShort();
            List<Header> headers = new ArrayList<>(count);
            for (int i = 0; i < count; i++) {
                headers.add(new Header(in.readUTF(), in.readUTF()));
            }
            return new StoredReply(status, headers, in.readNBytes(in.readInt()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
