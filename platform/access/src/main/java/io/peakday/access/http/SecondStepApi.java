package io.peakday.access.http;

import io.peakday.access.FactorAnswer;
import io.peakday.access.StaffSecondStep;
import io.peakday.access.factor.RelyingParty;
import io.peakday.identity.Origin;
import io.peakday.identity.SessionCookies;
import io.peakday.identity.SignIn;
import io.peakday.identity.SignIn.SignedIn;
import io.peakday.identity.SignInAnswers;
import io.peakday.identity.Unguarded;
import io.peakday.kernel.Failure;
import io.peakday.kernel.Fault;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The second step of a sign-in at the administration, for whoever has given the right password and holds its cookie. */
@RestController
@Unguarded(reason = "this is how staff sign in")
final class SecondStepApi {
    /**
     * One of these.
     *
     * @param code what the authenticator app shows
     * @param recoveryCode one of those that were shown once
     * @param passkey what {@code PublicKeyCredential.toJSON()} gave, as text
     */
    record Answer(
            @Nullable String code,
            @Nullable String recoveryCode,
            @Nullable String passkey) {}

    record Opened(UUID sessionId, UUID id, Instant expiresAt) {}

    private final StaffSecondStep step;
    private final String publicUrl;

    SecondStepApi(StaffSecondStep step, String publicUrl) {
        this.step = step;
        this.publicUrl = publicUrl;
    }

    @PostMapping("/api/v1/admin/session/second-factor")
    @ResponseStatus(HttpStatus.CREATED)
    Opened answer(@RequestBody Answer body, HttpServletRequest request, HttpServletResponse response) {
        String token = SessionCookies.secondStep(request);
        if (step.pending(token).isEmpty()) {
            throw nothingPending();
        }
        SignIn outcome = step.answer(token, answer(body, request), Origin.of(request));
        if (outcome instanceof SignIn.Refused) {
            throw new Failure(
                    Fault.UNAUTHENTICATED,
                    "identity.wrong-second-factor",
                    "This second factor is not right, or was used before.",
                    List.of(),
                    null);
        }
        SignedIn session = SignInAnswers.orThrow(outcome, response);
        SessionCookies.setStaff(request, response, session);
        return new Opened(session.sessionId(), session.id(), session.expiresAt());
    }

    /** What a browser is to sign with a passkey: the options of {@code navigator.credentials.get}. A new one ends the one before. */
    @PostMapping("/api/v1/admin/session/passkey-request")
    Map<String, Object> request(HttpServletRequest request) {
        return step.request(SessionCookies.secondStep(request), party(request))
                .orElseThrow(SecondStepApi::nothingPending)
                .options();
    }

    private FactorAnswer answer(Answer body, HttpServletRequest request) {
        long given = Stream.of(body.code(), body.recoveryCode(), body.passkey())
                .filter(Objects::nonNull)
                .count();
        if (given != 1) {
            throw Failure.invalid("identity.bad-second-factor", "Give exactly one of code, recoveryCode and passkey.");
        }
        if (body.code() != null) {
            return new FactorAnswer.Code(body.code());
        }
        return body.recoveryCode() != null
                ? new FactorAnswer.Recovery(body.recoveryCode())
                : new FactorAnswer.Passkey(Objects.requireNonNull(body.passkey()), party(request));
    }

    private RelyingParty party(HttpServletRequest request) {
        return RelyingParty.of(publicUrl, request.getScheme(), request.getServerName(), request.getServerPort())
                .orElseThrow(() -> Failure.conflict(
                        "identity.no-passkeys-here",
                        "Passkeys need the store's own address with TLS; see peakday.identity.public-url."));
    }

    private static Failure nothingPending() {
        return new Failure(
                Fault.UNAUTHENTICATED,
                "identity.no-second-step",
                "No sign-in waits for a second factor here, or it took too long, or no passkey of yours works at this address. Give the"
                        + " password again.",
                List.of(),
                null);
    }
}
