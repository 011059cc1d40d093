package io.peakday.bench.load;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;

/**
 * One kept-alive HTTP/1.1 connection that sends ready bytes and reads whole answers; about 10 µs of CPU a request, where
 * a general client costs several times that and would measure itself. Understands {@code Content-Length} and chunked
 * bodies, which is what our server sends.
 */
public final class HttpConnection implements AutoCloseable {
    private final InetSocketAddress address;
    private final Duration timeout;
    private byte[] buffer = new byte[64 << 10];
    private int from;
    private int to;
    private Socket socket = new Socket();
    private InputStream in = InputStream.nullInputStream();
    private OutputStream out = OutputStream.nullOutputStream();

    public HttpConnection(String host, int port, Duration timeout) throws IOException {
        this.address = new InetSocketAddress(host, port);
        this.timeout = timeout;
        connect();
    }

    private void connect() throws IOException {
        socket.close();
        socket = new Socket();
        socket.setTcpNoDelay(true);
        socket.setSoTimeout((int) timeout.toMillis());
        socket.connect(address, (int) timeout.toMillis());
        in = socket.getInputStream();
        out = socket.getOutputStream();
        from = 0;
        to = 0;
    }

    /**
     * An answer.
     *
     * @param location the redirect's target, or empty
     * @param cookie the first {@code Set-Cookie}'s name and value, or empty
     */
    public record Answer(int status, String location, String cookie, byte[] body) {
        public String text() {
            return new String(body, StandardCharsets.UTF_8);
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Answer that && status == that.status && Arrays.equals(body, that.body);
        }

        @Override
        public int hashCode() {
            return 31 * status + Arrays.hashCode(body);
        }
    }

    /** Sends and reads the answer, keeping only its status. */
    public int status(byte[] request) throws IOException {
        return exchange(request, false).status();
    }

    /** Sends and reads the whole answer. */
    public Answer answer(byte[] request) throws IOException {
        return exchange(request, true);
    }

    private Answer exchange(byte[] request, boolean keep) throws IOException {
        out.write(request);
        int status = Integer.parseInt(line().substring(9, 12));
        int length = -1;
        boolean chunked = false;
        boolean close = false;
        String location = "";
        String cookie = "";
        for (String line = line(); !line.isEmpty(); line = line()) {
            int colon = line.indexOf(':');
            switch (line.substring(0, colon).toLowerCase(Locale.ROOT)) {
                case "content-length" ->
                    length = Integer.parseInt(line.substring(colon + 1).strip());
                case "transfer-encoding" -> chunked = true;
                case "connection" -> close = line.contains("close");
                case "location" -> location = line.substring(colon + 1).strip();
                case "set-cookie" -> cookie = cookie.isEmpty() ? pair(line.substring(colon + 1)) : cookie;
                default -> {}
            }
        }
        boolean empty = status == 204 || status == 304;
        byte[] body = empty ? new byte[0] : chunked ? chunks(keep) : body(Math.max(0, length), keep);
        if (close) {
            connect();
        }
        return new Answer(status, location, cookie, body);
    }

    private static String pair(String header) {
        int end = header.indexOf(';');
        return (end < 0 ? header : header.substring(0, end)).strip();
    }

    private byte[] chunks(boolean keep) throws IOException {
        byte[] whole = new byte[0];
        while (true) {
            int size = Integer.parseInt(line().strip(), 16);
            byte[] part = body(size, keep);
            line();
            if (size == 0) {
                return whole;
            }
            if (keep) {
                int at = whole.length;
                whole = Arrays.copyOf(whole, at + size);
                System.arraycopy(part, 0, whole, at, size);
            }
        }
    }

    private byte[] body(int length, boolean keep) throws IOException {
        byte[] body = keep ? new byte[length] : new byte[0];
        int done = 0;
        while (done < length) {
            if (from == to) {
                fill();
            }
            int some = Math.min(length - done, to - from);
            if (keep) {
                System.arraycopy(buffer, from, body, done, some);
            }
            from += some;
            done += some;
        }
        return body;
    }

    /** The bytes up to the next CR LF. */
    private String line() throws IOException {
        int at = from;
        while (true) {
            for (; at < to; at++) {
                if (buffer[at] == '\n') {
                    String line = new String(buffer, from, Math.max(0, at - 1 - from), StandardCharsets.ISO_8859_1);
                    from = at + 1;
                    return line;
                }
            }
            int read = at - from;
            if (from > 0) {
                System.arraycopy(buffer, from, buffer, 0, read);
            } else if (to == buffer.length) {
                buffer = Arrays.copyOf(buffer, buffer.length * 2);
            }
            from = 0;
            to = read;
            at = read;
            more();
        }
    }

    private void fill() throws IOException {
        from = 0;
        to = 0;
        more();
    }

    private void more() throws IOException {
        int read = in.read(buffer, to, buffer.length - to);
        if (read < 0) {
            throw new EOFException("the server closed the connection");
        }
        to += read;
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }

    /** A request's bytes. {@code headers} are whole lines without line ends. */
    public static byte[] request(String method, String path, String host, String body, String... headers) {
        StringBuilder text =
                new StringBuilder(256).append(method).append(' ').append(path).append(" HTTP/1.1\r\n");
        text.append("Host: ").append(host).append("\r\n");
        for (String header : headers) {
            text.append(header).append("\r\n");
        }
        byte[] content = body.getBytes(StandardCharsets.UTF_8);
        if (content.length > 0 || !method.equals("GET")) {
            text.append("Content-Length: ").append(content.length).append("\r\n");
        }
        byte[] head = text.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1);
        byte[] whole = Arrays.copyOf(head, head.length + content.length);
        System.arraycopy(content, 0, whole, head.length, content.length);
        return whole;
    }
}
