package io.peakday.problems;

import io.peakday.kernel.Failure;
import io.peakday.kernel.Fault;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.List;
import java.util.Map;
import org.apache.catalina.connector.ClientAbortException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.web.ErrorResponse;
import tools.jackson.databind.json.JsonMapper;

/**
 * Writes every error in one shape and logs it under the reference that the caller is given: mistakes of the caller in one
 * line at debug level, our own broken promises with their stack trace.
 */
public final class Problems {
    private static final Logger LOG = LoggerFactory.getLogger(Problems.class);
    private static final SecureRandom RANDOM = new SecureRandom();
    /** Without letters and digits that are mistaken for one another when read out. */
    private static final char[] ALPHABET = "ABCDEFGHJKMNPQRSTVWXYZ23456789".toCharArray();

    /** As nginx says it. */
    private static final int CLIENT_GONE = 499;

    private final JsonMapper json;
    private final ErrorPages pages;

    public Problems(JsonMapper json, ErrorPages pages) {
        this.json = json;
        this.pages = pages;
    }

    /** What an exception means, for those who must decide by it. */
    public static Failure meaning(Throwable error) {
        return ExceptionMapper.of(error);
    }

    /** Answers with what the exception means. Does nothing where the caller is gone or has part of an answer already. */
    public void answer(HttpServletRequest request, HttpServletResponse response, Throwable error) throws IOException {
        if (response.isCommitted()) {
            LOG.debug(
                    "{} {} failed after its answer had begun: {}",
                    request.getMethod(),
                    path(request),
                    error.toString());
            return;
        }
        if (isGone(error)) {
            // Nobody is there to be answered. The status is for the metrics only.
            response.setStatus(CLIENT_GONE);
            LOG.debug("{} {}: the caller is gone: {}", request.getMethod(), path(request), error.toString());
            return;
        }
        Failure failure = ExceptionMapper.of(error);
        Problem problem = Problem.of(failure, reference());
        log(request, failure, problem, error);
        response.resetBuffer();
        ErrorResponse errorResponse = error instanceof ErrorResponse e ? e : null;
        if (errorResponse != null) {
            errorResponse
                    .getHeaders()
                    .forEach((name, values) -> values.forEach(value -> {
                        if (name.equalsIgnoreCase(HttpHeaders.ALLOW) || name.equalsIgnoreCase(HttpHeaders.ACCEPT)) {
                            response.addHeader(name, value);
                        }
                    }));
        }
        failure.retryAfter()
                .ifPresent(wait -> response.setHeader(
                        HttpHeaders.RETRY_AFTER,
                        Long.toString(Math.max(1, wait.plusMillis(999).toSeconds()))));
        write(request, response, problem);
    }

    /** Whether the caller broke off its connection, whoever noticed and whatever was made of it. */
    private static boolean isGone(Throwable error) {
        for (Throwable cause = error; cause != null; cause = cause.getCause()) {
            if (cause instanceof ClientAbortException) {
                return !(cause.getCause() instanceof SocketTimeoutException);
            }
        }
        return false;
    }

    /** Answers in place of a bare status that the container or a library gave. */
    public void answer(HttpServletRequest request, HttpServletResponse response, int status) throws IOException {
        answer(request, response, ExceptionMapper.byStatus(status, null));
    }

    private void write(HttpServletRequest request, HttpServletResponse response, Problem problem) throws IOException {
        response.setStatus(problem.status());
        for (String stale : List.of("ETag", "Last-Modified", "Content-Encoding", "Content-Length")) {
            response.setHeader(stale, null);
        }
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        if (problem.retry() && !response.containsHeader(HttpHeaders.RETRY_AFTER)) {
            response.setHeader(HttpHeaders.RETRY_AFTER, "1");
        }
        byte[] body;
        if (wantsPage(request)) {
            response.setContentType("text/html;charset=utf-8");
            body = page(request, problem).getBytes(StandardCharsets.UTF_8);
        } else {
            response.setContentType(Problem.MEDIA_TYPE);
            body = json.writeValueAsBytes(problem);
        }
        if ("HEAD".equals(request.getMethod())) {
            response.setContentLength(body.length);
        } else {
            send(response, body);
        }
        response.flushBuffer();
    }

    /** In place of what a route had begun to write before it failed, by whichever of the two ways it had chosen. */
    private static void send(HttpServletResponse response, byte[] body) throws IOException {
        response.resetBuffer();
        try {
            response.getOutputStream().write(body);
        } catch (IllegalStateException writerInUse) {
            response.getWriter().write(new String(body, StandardCharsets.UTF_8));
        }
    }

    /** An error page that fails must not hide the error. */
    private String page(HttpServletRequest request, Problem problem) {
        try {
            return pages.render(problem, request);
        } catch (RuntimeException e) {
            LOG.error("[{}] its error page failed", problem.reference(), e);
            return barePage(problem, request);
        }
    }

    private static boolean wantsPage(HttpServletRequest request) {
        String accept = request.getHeader(HttpHeaders.ACCEPT);
        return accept != null && accept.contains("text/html") && !path(request).startsWith("/api/");
    }

    private static void log(HttpServletRequest request, Failure failure, Problem problem, Throwable error) {
        if (failure.fault() == Fault.INTERNAL) {
            LOG.error(
                    "[{}] {} {} failed: {}",
                    problem.reference(),
                    request.getMethod(),
                    path(request),
                    failure.code(),
                    error);
        } else if (failure.fault() == Fault.UNAVAILABLE) {
            LOG.warn(
                    "[{}] {} {} not available: {} ({})",
                    problem.reference(),
                    request.getMethod(),
                    path(request),
                    failure.code(),
                    String.valueOf(failure.getCause()));
        } else {
            LOG.debug(
                    "[{}] {} {} refused: {} {}",
                    problem.reference(),
                    request.getMethod(),
                    path(request),
                    failure.code(),
                    failure.fields());
        }
    }

    /** The path without the query, which may be personal, and without line breaks. */
    private static String path(HttpServletRequest request) {
        Object original = request.getDispatcherType() == DispatcherType.ERROR
                ? request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI)
                : null;
        String path = original == null ? request.getRequestURI() : original.toString();
        return path == null ? "" : path.length() > 200 ? path.substring(0, 200) : path;
    }

    private static String reference() {
        char[] code = new char[9];
        for (int i = 0; i < code.length; i++) {
            code[i] = i == 4 ? '-' : ALPHABET[RANDOM.nextInt(ALPHABET.length)];
        }
        return new String(code);
    }

    /** The page shown where no module brings a better one. */
    public static String barePage(Problem problem, @Nullable HttpServletRequest request) {
        return """
                <!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
                <title>%1$s</title><h1>%1$s</h1><p>%2$s</p><p>Reference: %3$s</p></html>
                """.formatted(escape(problem.title()), escape(problem.detail()), problem.reference());
    }

    private static String escape(String text) {
        StringBuilder out = new StringBuilder(text.length() + 16);
        Map<Character, String> special = Map.of('<', "&lt;", '>', "&gt;", '&', "&amp;", '"', "&quot;");
        text.chars().forEach(c -> out.append(special.getOrDefault((char) c, String.valueOf((char) c))));
        return out.toString();
    }
}
