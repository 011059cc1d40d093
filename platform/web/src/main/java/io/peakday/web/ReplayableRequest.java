package io.peakday.web;

import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;

/** A request whose body was read already, by somebody who looks at it before its route does. */
public class ReplayableRequest extends HttpServletRequestWrapper {
    private final byte[] bytes;
    private final ByteArrayInputStream body;

    public ReplayableRequest(HttpServletRequest request, byte[] body) {
        super(request);
        this.bytes = body;
        this.body = new ByteArrayInputStream(body);
    }

    /** The request with its body at hand: itself if it is that already, else read here. Its length must be bounded. */
    public static ReplayableRequest of(HttpServletRequest request) throws IOException {
        return request instanceof ReplayableRequest read
                ? read
                : new ReplayableRequest(request, request.getInputStream().readAllBytes());
    }

    /** The body, which is not consumed by this. */
    public byte[] bytes() {
        return bytes;
    }

    @Override
    public BufferedReader getReader() {
        return new BufferedReader(new InputStreamReader(body, StandardCharsets.UTF_8));
    }

    @Override
    public ServletInputStream getInputStream() {
        return new ServletInputStream() {
            @Override
            public int read() {
                return body.read();
            }

            @Override
            public int read(byte[] bytes, int offset, int length) {
                return body.read(bytes, offset, length);
            }

            @Override
            public boolean isFinished() {
                return body.available() == 0;
            }

            @Override
            public boolean isReady() {
                return true;
            }

            @Override
            public void setReadListener(ReadListener listener) {
                throw new IllegalStateException("the body was read already");
            }
        };
    }
}
