package io.peakday.edge.shed;

import io.peakday.kernel.Failure;
import io.peakday.problems.Problem;
import io.peakday.web.Priority;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import tools.jackson.databind.json.JsonMapper;

/**
 * What is answered to those for whom there is no room. Prepared once and not logged (it is counted): a node that is too busy
 * must not be kept busy by saying so.
 */
final class Refusal {
    /** Seconds. */
    private static final int SOON = 1;

    private static final int LATER = 3;
    private static final int MUCH_LATER = 120;

    private static final String PAGE = """
            <!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width">%s
            <title>Very busy</title><h1>Very many people are here</h1>
            <p>%s What you have done so far is safe.</p></html>
            """;

    private final byte[] problem;
    private final byte[] page = page(
            "<meta http-equiv=\"refresh\" content=\"5\">",
            "There is no room for this page yet; it tries again by itself.");
    private final byte[] pageAfterForm =
            page("", "There was no room for what you sent, and nothing was done. Please go back and send it again.");

    Refusal(JsonMapper json) {
        Failure failure = Failure.unavailable(
                "overloaded",
                "The store is too busy for this right now; nothing was done. Try again in a moment.",
                null);
        problem = json.writeValueAsBytes(Problem.of(failure, "OVERLOADED"));
    }

    private static byte[] page(String head, String text) {
        return PAGE.formatted(head, text).getBytes(StandardCharsets.UTF_8);
    }

    static int retryAfter(Priority priority) {
        return switch (priority) {
            case CRITICAL, RUSH, INTERACTIVE, EXEMPT -> SOON;
            case BROWSING -> LATER;
            case CRAWLER -> MUCH_LATER;
        };
    }

    void answer(HttpServletRequest request, HttpServletResponse response, String path, Priority priority)
            throws IOException {
        response.setStatus(HttpServletResponse.SC_SERVICE_UNAVAILABLE);
        response.setHeader("Retry-After", Integer.toString(retryAfter(priority)));
        response.setHeader("Cache-Control", "no-store");
        String accept = request.getHeader("Accept");
        byte[] body;
        if (accept != null && accept.contains("text/html") && !path.startsWith("/api/")) {
            response.setContentType("text/html;charset=utf-8");
            body = request.getMethod().equals("GET") ? page : pageAfterForm;
        } else {
            response.setContentType(Problem.MEDIA_TYPE);
            body = problem;
        }
        response.setContentLength(body.length);
        if (!request.getMethod().equals("HEAD")) {
            response.getOutputStream().write(body);
        }
    }
}
