package io.peakday.idempotency;

import io.peakday.engines.Database;
import io.peakday.kernel.Failure;
import io.peakday.web.ReplayableRequest;
import io.peakday.web.RequestPaths;
import io.peakday.web.WebSettings;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.server.PathContainer;
import org.springframework.web.util.ContentCachingResponseWrapper;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;

/**
 * Makes unsafe requests under {@code /api/v1} repeatable (draft-ietf-httpapi-idempotency-key-header): the first request
 * with a key is executed and its reply stored; the same request with the same key is answered with that reply.
 *
 * <p>The steps are <i>reserve, do, store</i>, never "store, then do": a reply exists only once the work has ended. A
 * request that fails on our side, or that was refused before it was understood, releases its key. A node that dies
 * leaves its key reserved until the lease ends; then the next one takes it over and does the work again, which is why
 * work whose transaction may have been committed must itself be repeatable under ids that the caller chose.
 *
 * <p>While the first one works, others with the same key wait for its reply, on the same node by its side, else by
 * looking again, and after a while are answered {@code idempotency.in-progress}.
 */
public final class IdempotencyFilter extends HttpFilter implements AutoCloseable {
    private static final long serialVersionUID = 1L;
    private static final Logger LOG = LoggerFactory.getLogger(IdempotencyFilter.class);
    private static final String HEADER = "Idempotency-Key";
    private static final Duration LOOK_AGAIN = Duration.ofMillis(40);
    private static final Set<String> KEYED = Set.of("POST", "PUT", "PATCH", "DELETE");
    /** Refusals before any work was done; the caller may mend the request or its cause and use the key again. */
    private static final Set<Integer> PASSING = Set.of(400, 401, 403, 405, 406, 408, 413, 414, 415, 425, 428, 429, 431);

    private final transient PostgresKeys keys;
    private final transient CallerScope callers;
    private final transient List<Exempt> exempt;
    private final transient WebSettings settings;
    private final transient Map<ByteBuffer, CompletableFuture<Void>> working = new ConcurrentHashMap<>();

    public IdempotencyFilter(
            Database database, WebSettings settings, CallerScope callers, List<WithoutIdempotencyKey> exempt) {
        this.keys = new PostgresKeys(database, settings.idempotency().lease());
        this.settings = settings;
        this.callers = callers;
        this.exempt = exempt.stream().map(route -> Exempt.of(route.pattern())).toList();
    }

    /** @param beginning what every path of the pattern begins with, so that most are distinguished without being parsed */
    private record Exempt(String beginning, PathPattern pattern) {
        static Exempt of(String pattern) {
            return new Exempt(pattern.split("[{*?]", 2)[0], PathPatternParser.defaultInstance.parse(pattern));
        }

        /** @param sent the path as it was sent: the pattern decodes its segments, as the dispatcher does */
        boolean matches(String path, String sent) {
            return path.startsWith(beginning) && pattern.matches(PathContainer.parsePath(sent));
        }
    }

    /** Forgets keys that nobody may ask for any more. */
    public void prune() {
        keys.prune(settings.idempotency().keep());
    }

    @Override
    public void close() {
        keys.close();
    }

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        String key = request.getHeader(HEADER);
        String method = request.getMethod();
        if (!KEYED.contains(method) || (key == null && !method.equals("POST")) || isExempt(request)) {
            chain.doFilter(request, response);
            return;
        }
        check(key);
        HttpServletRequest whole = readable(request);
        byte[] fingerprint = fingerprint(whole);
        Ticket ticket = Ticket.of(callers.of(request), key, fingerprint);
        // A reply that arrives after this method has returned could not be stored; no keyed route needs one.
        request.setAttribute("org.apache.catalina.ASYNC_SUPPORTED", false);
        serve(ticket, whole, response, chain);
    }

    private void serve(Ticket ticket, HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        ByteBuffer id = ByteBuffer.wrap(ticket.id());
        long deadline = System.nanoTime() + settings.idempotency().patience().toNanos();
        while (true) {
            CompletableFuture<Void> mine = new CompletableFuture<>();
            CompletableFuture<Void> other = working.putIfAbsent(id, mine);
            if (other != null) {
                await(other, deadline);
                continue;
            }
            try {
                switch (keys.claim(ticket)) {
                    case Claim.Granted granted -> {
                        execute(ticket, request, response, chain);
                        return;
                    }
                    case Claim.Answered answered -> {
                        StoredReply.read(ticket.open(answered.sealedReply())).write(response);
                        return;
                    }
                    case Claim.Reused reused ->
                        throw Failure.conflict(
                                "idempotency.key-reused", "This idempotency key was used for a different request.");
                    case Claim.Busy busy -> {
                        // Another node has it.
                    }
                }
            } finally {
                working.remove(id, mine);
                mine.complete(null);
            }
            if (System.nanoTime() > deadline) {
                throw inProgress();
            }
            LockSupport.parkNanos(LOOK_AGAIN.toNanos());
        }
    }

    private void execute(Ticket ticket, HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        ContentCachingResponseWrapper captured = new ContentCachingResponseWrapper(response);
        boolean answered = false;
        try {
            chain.doFilter(request, captured);
            int status = captured.getStatus();
            if (status < 500 && !PASSING.contains(status)) {
                answered = true;
                store(ticket, StoredReply.of(captured, captured.getContentAsByteArray()));
            }
        } finally {
            if (!answered) {
                release(ticket);
            }
        }
        captured.copyBodyToResponse();
    }

    /** What was done stays done, even if the reply to it cannot be kept: the caller is answered all the same. */
    private void store(Ticket ticket, StoredReply reply) {
        try {
            keys.answer(ticket, ticket.seal(reply.bytes()));
        } catch (RuntimeException e) {
            LOG.warn("A reply could not be stored for repetition: {}", e.toString());
        }
    }

    private void release(Ticket ticket) {
        try {
            keys.release(ticket);
        } catch (RuntimeException e) {
            LOG.warn("An idempotency key stays reserved until its lease ends: {}", e.toString());
        }
    }

    private boolean isExempt(HttpServletRequest request) {
        String path = RequestPaths.of(request);
        for (Exempt route : exempt) {
            if (route.matches(path, request.getRequestURI())) {
                return true;
            }
        }
        return false;
    }

    private static void check(@Nullable String key) {
        if (key == null) {
            throw Failure.invalid(
                    "idempotency.key-required", "Send a unique Idempotency-Key header with this request.");
        }
        if (key.length() < 8 || key.length() > 200 || !key.chars().allMatch(c -> c > ' ' && c < 127)) {
            throw Failure.invalid(
                    "idempotency.bad-key", "An Idempotency-Key has 8 to 200 visible ASCII characters, best a UUID.");
        }
    }

    private static void await(CompletableFuture<Void> other, long deadline) {
        try {
            other.get(Math.max(0, deadline - System.nanoTime()), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            throw inProgress();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw inProgress();
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Failure inProgress() {
        return Failure.conflict(
                "idempotency.in-progress", "The first request with this key is still at work; ask again shortly.");
    }

    /** The request with its body at hand, where it is of ordinary size and not taken apart by the container. */
    private HttpServletRequest readable(HttpServletRequest request) throws IOException {
        String type = request.getContentType();
        boolean whole = (type == null || !type.startsWith("multipart/"))
                && request.getContentLengthLong() <= settings.maxBody().toBytes();
        return whole ? ReplayableRequest.of(request) : request;
    }

    private static byte[] fingerprint(HttpServletRequest request) {
        MessageDigest digest = Ticket.sha256();
        digest.update(
                Ticket.hash(request.getMethod(), request.getRequestURI(), String.valueOf(request.getQueryString())));
        new TreeMap<>(request.getParameterMap())
                .forEach((name, values) -> digest.update(Ticket.hash(name, String.join("\0", values))));
        if (request instanceof ReplayableRequest whole) {
            digest.update(whole.bytes());
        } else {
            digest.update(String.valueOf(request.getContentLengthLong()).getBytes(StandardCharsets.UTF_8));
        }
        return digest.digest();
    }
}
