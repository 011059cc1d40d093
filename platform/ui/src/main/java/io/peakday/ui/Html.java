package io.peakday.ui;

import gg.jte.Content;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;

/** Pages for one person: rendered for the request and kept by nobody. */
public final class Html {
    private static final MediaType TYPE = new MediaType("text", "html", StandardCharsets.UTF_8);

    private final Templates templates;

    public Html(Templates templates) {
        this.templates = templates;
    }

    /** From the templates that the build has put into the package {@code templates} beside that class. */
    public static Html of(Class<?> wiring) {
        return new Html(Templates.of(wiring.getPackageName() + ".templates", wiring.getClassLoader()));
    }

    public ResponseEntity<byte[]> page(String template, Object view) {
        return page(HttpStatus.OK, template, view);
    }

    /** A page that says too much is asked for, or something is away, has {@code Retry-After}: a second, unless another time is known. */
    public ResponseEntity<byte[]> page(HttpStatus status, String template, Object view) {
        ResponseEntity.BodyBuilder page =
                ResponseEntity.status(status).contentType(TYPE).cacheControl(CacheControl.noStore());
        if (status == HttpStatus.TOO_MANY_REQUESTS || status == HttpStatus.SERVICE_UNAVAILABLE) {
            page.header(HttpHeaders.RETRY_AFTER, "1");
        }
        return page.body(templates.render(template, view));
    }

    /** The same answer, saying that it may be another one after this time. */
    public static ResponseEntity<byte[]> retryAfter(Duration wait, ResponseEntity<byte[]> page) {
        HttpHeaders headers = new HttpHeaders();
        headers.putAll(page.getHeaders());
        headers.set(
                HttpHeaders.RETRY_AFTER,
                Long.toString(Math.max(1, wait.plusMillis(999).toSeconds())));
        return ResponseEntity.status(page.getStatusCode()).headers(headers).body(page.getBody());
    }

    /** A part of another page, rendered at once. */
    public Content part(String template, Object view) {
        byte[] bytes = templates.render(template, view);
        return output -> output.writeBinaryContent(bytes);
    }

    /** After a form was sent: 303, so that going back or reloading does not send it again. */
    public static ResponseEntity<byte[]> see(String path) {
        return ResponseEntity.status(HttpStatus.SEE_OTHER)
                .location(URI.create(path))
                .cacheControl(CacheControl.noStore())
                .build();
    }

    /** The path if it is one of this site, else another: never leads away, whatever a link says. */
    public static String local(String path, String otherwise) {
        boolean ours = path.startsWith("/")
                && !path.startsWith("//")
                && path.chars().allMatch(c -> c > ' ' && c < 127 && c != '\\');
        return ours ? path : otherwise;
    }
}
