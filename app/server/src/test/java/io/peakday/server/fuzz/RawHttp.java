package io.peakday.server.fuzz;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** HTTP/1.1 by hand, one request a connection: well-mannered clients refuse to send what is to be sent here. */
final class RawHttp {
    private static final int TIMEOUT_MS = 60_000;
    private static final int ENOUGH = 64 * 1024;

    private RawHttp() {}

    /** What came back; {@code status} 0 if it was no HTTP. */
    record Reply(int status, String type, String text) {}

    static Reply send(URI node, String method, String target, List<String> headers, byte[] body) throws IOException {
        try (Socket socket = new Socket()) {
            socket.setSoTimeout(TIMEOUT_MS);
            socket.connect(new InetSocketAddress("127.0.0.1", node.getPort()), TIMEOUT_MS);
            StringBuilder head = new StringBuilder(
                    method + " " + target + " HTTP/1.1\r\nHost: " + node.getAuthority() + "\r\nConnection: close\r\n");
            headers.forEach(line -> head.append(line).append("\r\n"));
            if (body.length > 0 || !method.equals("GET")) {
                head.append("Content-Length: ").append(body.length).append("\r\n");
            }
            var out = socket.getOutputStream();
            out.write(head.append("\r\n").toString().getBytes(StandardCharsets.UTF_8));
            try {
                out.write(body);
                out.flush();
            } catch (IOException e) {
                // A body that is too large need not be read to its end; the answer is there all the same.
            }
            return read(socket.getInputStream());
        }
    }

    private static Reply read(InputStream in) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        byte[] buffer = new byte[8192];
        try {
            for (int n; bytes.size() < ENOUGH && (n = in.read(buffer)) >= 0; ) {
                bytes.write(buffer, 0, n);
                if (bytes.size() < 4096
                        && bytes.toString(StandardCharsets.ISO_8859_1).contains("text/event-stream")) {
                    break;
                }
            }
        } catch (java.net.SocketException e) {
            // Reset after the answer, by a server that did not read all of the body.
        }
        String all = bytes.toString(StandardCharsets.UTF_8);
        int end = all.indexOf("\r\n\r\n");
        String head = end < 0 ? all : all.substring(0, end);
        int status = head.matches("(?s)HTTP/1.1 \\d{3}.*") ? Integer.parseInt(head.substring(9, 12)) : 0;
        String type = head.lines()
                .filter(line -> line.regionMatches(true, 0, "Content-Type:", 0, 13))
                .map(line -> line.substring(13).strip())
                .findFirst()
                .orElse("");
        return new Reply(status, type, end < 0 ? "" : all.substring(end + 4));
    }
}
