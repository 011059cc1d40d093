package io.peakday.identity;

import io.peakday.identity.Actor.Guest;
import io.peakday.kernel.Failure;
import io.peakday.kernel.Fault;
import io.peakday.secrets.Tokens;
import io.peakday.web.RequestPaths;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Binds {@link CurrentActor} for the length of a request. Who it is is found out when somebody first asks.
 *
 * <p>A member of staff is one only at the console, at the administration API and where sessions are managed: on every
 * other page the same browser is a guest or a customer, so that staff who shop are not staff while they do.
 */
public final class ActorFilter extends HttpFilter {
    private static final long serialVersionUID = 1L;
    private static final List<String> STAFF_PATHS =
            List.of("/console", "/api/v1/admin", "/api/v1/me", "/api/v1/session");
    private static final String BEARER = "Bearer ";

    private final transient Sessions sessions;
    private final transient KeyHolders keys;

    ActorFilter(Sessions sessions, KeyHolders keys) {
        this.sessions = sessions;
        this.keys = keys;
    }

    public static boolean isStaffOnly(String path) {
        return isConsole(path) || isUnder(path, "/api/v1/admin");
    }

    static boolean isConsole(String path) {
        return isUnder(path, "/console");
    }

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        try {
            CurrentActor.callWith(new Lazy(request), () -> {
                chain.doFilter(request, response);
                return null;
            });
        } catch (IOException | ServletException | RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new ServletException(e);
        }
    }

    /** False: nobody but a guest or a customer can be asking for this. */
    public static boolean mayBeAudited(HttpServletRequest request, String path) {
        return secret(request) != null || isStaffPath(path);
    }

    private Actor resolve(HttpServletRequest request) {
        String secret = secret(request);
        if (secret != null) {
            return keys.resolve(secret)
                    .orElseThrow(() -> new Failure(
                            Fault.UNAUTHENTICATED,
                            "identity.bad-api-key",
                            "This API key is not known, or was revoked, or has expired.",
                            List.of(),
                            null));
        }
        String path = RequestPaths.of(request);
        Actor customer = isStaffOnly(path) ? null : find(SessionKind.CUSTOMER, request, SessionCookies.CUSTOMER);
        if (customer != null) {
            return customer;
        }
        Actor staff = isStaffPath(path) ? find(SessionKind.STAFF, request, SessionCookies.STAFF) : null;
        return staff == null ? new Guest() : staff;
    }

    private Optional<UUID> signedCustomerId(HttpServletRequest request) {
        return secret(request) != null || isStaffOnly(RequestPaths.of(request))
                ? Optional.empty()
                : sessions.owner(SessionKind.CUSTOMER, SessionCookies.value(request, SessionCookies.CUSTOMER));
    }

    private Optional<SignedSession> signedSession(HttpServletRequest request, UUID customerId) {
        String token = SessionCookies.value(request, SessionCookies.CUSTOMER);
        return token == null
                ? Optional.empty()
                : Optional.of(new SignedSession(customerId, Tokens.key(Tokens.hash(token))));
    }

    /** The secret of an API key, known or not; null where there is none. */
    private static @Nullable String secret(HttpServletRequest request) {
        String authorization = request.getHeader("Authorization");
        return authorization != null && authorization.regionMatches(true, 0, BEARER, 0, BEARER.length())
                ? authorization.substring(BEARER.length()).strip()
                : null;
    }

    private static boolean isStaffPath(String path) {
        return STAFF_PATHS.stream().anyMatch(prefix -> isUnder(path, prefix)) || path.startsWith("/api/v1/sessions");
    }

    private @Nullable Actor find(SessionKind kind, HttpServletRequest request, String cookie) {
        return sessions.resolve(kind, SessionCookies.value(request, cookie)).orElse(null);
    }

    private static boolean isUnder(String path, String prefix) {
        return path.startsWith(prefix) && (path.length() == prefix.length() || path.charAt(prefix.length()) == '/');
    }

    /** Asked by the one thread of the request; a failure is not remembered, so that everybody who asks gets it. */
    private final class Lazy implements CurrentActor.ActorResolver {
        private final HttpServletRequest request;
        private @Nullable Actor found;

        @SuppressWarnings("NullableOptional") // null: not asked yet; empty: nobody has signed
        private @Nullable Optional<UUID> signed;

        Lazy(HttpServletRequest request) {
            this.request = request;
        }

        @Override
        public Actor actor() {
            Actor actor = found;
            if (actor == null) {
                actor = resolve(request);
                found = actor;
            }
            return actor;
        }

        @Override
        public Optional<UUID> signedCustomerId() {
            Optional<UUID> id = signed;
            if (id == null) {
                id = ActorFilter.this.signedCustomerId(request);
                signed = id;
            }
            return id;
        }

        @Override
        public Optional<SignedSession> signedSession() {
            return signedCustomerId().flatMap(id -> ActorFilter.this.signedSession(request, id));
        }

        @Override
        public boolean showsKey() {
            return secret(request) != null;
        }
    }
}
