package io.peakday.cache;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.regex.Pattern;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/**
 * An answer whose bytes exist before it is asked for: as they are, gzipped, and with the entity tag of their content.
 *
 * @param identity the body; must not be changed by anyone who holds it
 * @param gzip the same, gzipped; empty where that saves nothing
 * @param contentType such as {@code text/html;charset=utf-8}
 * @param etag a weak entity tag, as both forms of the body have the same: {@code W/"…"}
 */
@SuppressWarnings("ArrayRecordComponent") // compared by identity only; copying would defeat its purpose
public record Prebuilt(byte[] identity, byte[] gzip, String contentType, String etag) {
    /** Below this, gzip's own header and the packet size make it not worth while. */
    private static final int WORTH_GZIP = 600;

    private static final String WEAK = "W/";

    /** A weight of zero, RFC 9110 section 12.4.2. */
    private static final Pattern REFUSED = Pattern.compile("\\s*[qQ]=0(\\.0{0,3})?\\s*");

    public static Prebuilt html(String page) {
        return html(page.getBytes(StandardCharsets.UTF_8));
    }

    /** @param page UTF-8 */
    public static Prebuilt html(byte[] page) {
        return of(page, "text/html;charset=utf-8");
    }

    public static Prebuilt json(byte[] body) {
        return of(body, "application/json");
    }

    public static Prebuilt of(byte[] body, String contentType) {
        return new Prebuilt(body, gzipped(body), contentType, tag(body));
    }

    /** The bytes that this holds, for bounding caches by size. */
    public int size() {
        return identity.length + gzip.length + 200;
    }

    /** Answers GET and HEAD with these bytes, or with 304 where the caller has them already. */
    public void write(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.setHeader("ETag", etag);
        boolean zipped = gzip.length > 0;
        if (zipped) {
            response.addHeader("Vary", "Accept-Encoding"); // beside Origin
        }
        if (matches(request.getHeader("If-None-Match"))) {
            response.setStatus(HttpServletResponse.SC_NOT_MODIFIED);
            return;
        }
        response.setContentType(contentType);
        byte[] body = identity;
        if (zipped && acceptsGzip(request.getHeader("Accept-Encoding"))) {
            response.setHeader("Content-Encoding", "gzip");
            body = gzip;
        }
        response.setContentLength(body.length);
        if (!request.getMethod().equals("HEAD")) {
            response.getOutputStream().write(body);
        }
    }

    /** Weakly, so that a tag that somebody has made strong or weak on its way is known all the same. */
    private boolean matches(@Nullable String ifNoneMatch) {
        return ifNoneMatch != null && (ifNoneMatch.contains(etag.substring(WEAK.length())) || ifNoneMatch.equals("*"));
    }

    /** By name: who takes any coding gets the body as it is. */
    private static boolean acceptsGzip(@Nullable String header) {
        if (header == null || header.indexOf(';') < 0) {
            return header != null && header.contains("gzip");
        }
        for (String coding : header.split(",")) {
            int weight = coding.indexOf(';');
            String name = weight < 0 ? coding : coding.substring(0, weight);
            if (name.strip().equalsIgnoreCase("gzip")) {
                return weight < 0
                        || !REFUSED.matcher(coding.substring(weight + 1)).matches();
            }
        }
        return false;
    }

    private static byte[] gzipped(byte[] body) {
        if (body.length < WORTH_GZIP) {
            return new byte[0];
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream(body.length / 2);
        try (GZIPOutputStream zip = new GZIPOutputStream(out)) {
            zip.write(body);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.size() < body.length ? out.toByteArray() : new byte[0];
    }

    private static String tag(byte[] body) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(body);
            return WEAK + '"' + Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOf(hash, 15)) + '"';
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
