package io.peakday.benchkit;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;

/**
 * One kept-alive HTTP/1.1 connection that sends ready bytes and reads whole answers; a fraction of what a general client
 * costs, which would measure itself.
 */
public final class HttpConnection implements AutoCloseable {
    private final InetSocketAddress address;
    private final Duration timeout;
    private AnswerReader reader = new AnswerReader();
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
        reader = new AnswerReader();
    }

    /** Sends and reads the answer. */
    public Answer answer(byte[] request) throws IOException {
        out.write(request);
        AnswerReader.Read read = null;
        while (read == null) {
            byte[] buffer = reader.buffer();
            int count = in.read(buffer, reader.filled(), buffer.length - reader.filled());
            if (count < 0) {
                throw new EOFException("the server closed the connection");
            }
            read = reader.more(count);
        }
        if (read.closes()) {
            connect();
        }
        return read.answer();
    }

    /** Sends, reads the answer and gives its status. */
    public int status(byte[] request) throws IOException {
        return answer(request).status();
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
