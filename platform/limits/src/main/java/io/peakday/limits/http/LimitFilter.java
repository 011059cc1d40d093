package io.peakday.limits.http;

import io.peakday.identity.Actor;
import io.peakday.identity.CurrentActor;
import io.peakday.kernel.Failure;
import io.peakday.kernel.Fault;
import io.peakday.limits.Decision.Allowed;
import io.peakday.limits.Decision.Away;
import io.peakday.limits.Decision.Refused;
import io.peakday.limits.Decision.Unlimited;
import io.peakday.limits.Limits;
import io.peakday.limits.Policy;
import io.peakday.limits.Who;
import io.peakday.problems.Problems;
import io.peakday.web.RequestPaths;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Decides on every request, whoever answers it: a controller, one marked {@code @Hot}, or a plain servlet.
 *
 * <p>What is let through carries {@code RateLimit-Policy} and {@code RateLimit} (draft-ietf-httpapi-ratelimit-headers-11) of
 * the policy with the least left, and the older {@code RateLimit-Limit}, {@code -Remaining} and {@code -Reset} that most
 * clients read today. What is refused is a 429 {@code limits.exceeded} with {@code Retry-After}, or a 503 {@code
 * limits.unavailable} where nobody can count and the policy is closed.
 */
public final class LimitFilter extends HttpFilter {
    private static final long serialVersionUID = 1L;
    private static final Logger LOG = LoggerFactory.getLogger(LimitFilter.class);
    private static final long SECOND = Duration.ofSeconds(1).toNanos();
    private static final int AWAY_RETRY_SECONDS = 2;

    private final transient Limits limits;
    private final transient Addresses addresses;
    private final transient Problems problems;
    private final transient Map<Policy, String> descriptions = new ConcurrentHashMap<>();
    private final AtomicBoolean warned = new AtomicBoolean();

    public LimitFilter(Limits limits, Addresses addresses, Problems problems) {
        this.limits = limits;
        this.addresses = addresses;
        this.problems = problems;
    }

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        Addresses.Known address = addresses.of(request.getRemoteAddr());
        if (address.exempt() && !passedOnByStranger(request)) {
            chain.doFilter(request, response);
            return;
        }
        switch (limits.decide(request.getMethod(), path(request), new Caller(address.key()))) {
            case Unlimited unlimited -> chain.doFilter(request, response);
            case Allowed allowed -> {
                writeRateLimit(response, allowed.policy(), allowed.remaining(), allowed.resetNanos());
                chain.doFilter(request, response);
            }
            case Refused refused -> {
                writeRateLimit(response, refused.policy(), 0, refused.retryNanos());
                response.setHeader("Retry-After", Long.toString(refused.retrySeconds()));
                problems.answer(request, response, exceeded(refused));
            }
            case Away away -> {
                response.setHeader("Retry-After", Integer.toString(AWAY_RETRY_SECONDS));
                problems.answer(request, response, unavailable(away.policy()));
            }
        }
    }

    private static Failure exceeded(Refused refused) {
        return new Failure(
                Fault.TOO_MANY,
                "limits.exceeded",
                "Too many requests in too short a time. Please try again in "
                        + (refused.retrySeconds() == 1 ? "a second." : refused.retrySeconds() + " seconds."),
                List.of(),
                null);
    }

    private static Failure unavailable(Policy policy) {
        return Failure.unavailable(
                "limits.unavailable",
                "This is closed for a moment, because the counters of '" + policy.name()
                        + "' cannot be reached. Please try again shortly.",
                null);
    }

    private void writeRateLimit(HttpServletResponse response, Policy policy, long remaining, long nanos) {
        long seconds = Math.ceilDiv(nanos, SECOND);
        response.setHeader("RateLimit-Policy", descriptions.computeIfAbsent(policy, LimitFilter::describe));
        response.setHeader("RateLimit", '"' + policy.name() + "\";r=" + remaining + ";t=" + seconds);
        response.setHeader("RateLimit-Limit", Long.toString(policy.rate().limit()));
        response.setHeader("RateLimit-Remaining", Long.toString(remaining));
        response.setHeader("RateLimit-Reset", Long.toString(seconds));
    }

    private static String describe(Policy policy) {
        long window = Math.max(1, Math.ceilDiv(policy.rate().window().toNanos(), SECOND));
        return '"' + policy.name() + "\";q=" + policy.rate().limit() + ";w=" + window;
    }

    /** An exempt proxy that is not trusted would exempt everybody behind it. */
    private boolean passedOnByStranger(HttpServletRequest request) {
        boolean passedOn = request.getHeader("X-Forwarded-For") != null || request.getHeader("Forwarded") != null;
        if (passedOn && warned.compareAndSet(false, true)) {
            LOG.warn(
                    "Requests come through a proxy at {} that is not among peakday.web.trusted-proxies: limits count all of"
                            + " its callers as one",
                    request.getRemoteAddr());
        }
        return passedOn;
    }

    private static String path(HttpServletRequest request) {
        String path = RequestPaths.of(request);
        return path.isEmpty() ? "/" : path;
    }

    /**
     * A caller whom identity is asked about only if a policy counts by it. Customers are counted by their session's signature: in
     * a rush everybody is, and it costs no query.
     */
    private record Caller(String address) implements Who {
        @Override
        public @Nullable String customer() {
            return CurrentActor.signedCustomerId().map(UUID::toString).orElse(null);
        }

        @Override
        public @Nullable String apiKey() {
            return CurrentActor.showsKey() && actor() instanceof Actor.ApiClient client
                    ? client.keyId().toString()
                    : null;
        }

        @Override
        public @Nullable String signedIn() {
            return CurrentActor.signedCustomerId()
                    .map(id -> "customer:" + id)
                    .orElseGet(() -> actor() instanceof Actor.Guest ? null : actor().reference());
        }

        /** Whoever shows a key that is not known is a guest here, and refused as what they are further on. */
        private static Actor actor() {
            try {
                return CurrentActor.get();
            } catch (Failure e) {
                if (e.fault() == Fault.UNAUTHENTICATED) {
                    return new Actor.Guest();
                }
                throw e;
            }
        }
    }
}
