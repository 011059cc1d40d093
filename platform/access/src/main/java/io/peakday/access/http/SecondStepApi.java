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
import io.swagger.v3.oas.annotations.tags.Tag;
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

/**
 * The second step of a sign-in of staff, for whoever has given the right password. The cookie that came with
 * {@code identity.second-factor-needed} says who goes on; it counts for five minutes.
 */
@RestController
@Tag(name = "Second factor")
@Unguarded(reason = "this is how staff sign in")
final class SecondStepApi {
    /**
     * A second factor: exactly one of these.
     *
     * @param code what the authenticator app shows; null: none
     * @param recoveryCode one of the recovery codes that were shown once; each counts once; null: none
     * @param passkey what the browser answered to the options of a passkey, {@code PublicKeyCredential.toJSON()} as text; null: none
     */
    record Answer(
            @Nullable String code,
            @Nullable String recoveryCode,
            @Nullable String passkey) {}

    /**
     * A session just opened.
     *
     * @param sessionId of the session
     * @param id of the member of staff
     * @param expiresAt when the session ends at the latest
     */
    record Opened(UUID sessionId, UUID id, Instant expiresAt) {}

    private final StaffSecondStep step;
    private final String publicUrl;

    SecondStepApi(StaffSecondStep step, String publicUrl) {
        this.step = step;
        this.publicUrl = publicUrl;
    }

    /**
     * Completes a sign-in of staff with a second factor.
     *
     * <p>The answer sets the cookie of the session. After a wrong answer the sign-in still waits for a right one; an answer to a passkey takes
     * new options. A code, a recovery code and a passkey's answer count once, so no Idempotency-Key is needed. Where a recovery code was used
     * the event {@code staff.second-factor-changed} follows, and the member is notified by mail.
     *
     * @param body the second factor
     * @return the session that was opened
     * @throws Failure {@code identity.bad-second-factor} (400) if not exactly one second factor is given
     * @throws Failure {@code identity.no-second-step} (401) if no sign-in waits for a second factor, or it took longer than five minutes
     * @throws Failure {@code identity.wrong-second-factor} (401) if the second factor is wrong, or was used before
     * @throws Failure {@code identity.factor-key-missing} (409) if the authenticator app cannot be checked for lack of a key; use another
     *     factor
     * @throws Failure {@code identity.no-passkeys-here} (409) if a passkey is given and the store's address takes none
     * @throws Failure {@code identity.throttled} (429) after too many wrong answers; the header {@code Retry-After} says how long to wait
     */
    @PostMapping("/api/v1/admin/session/second-factor")
    @ResponseStatus(HttpStatus.CREATED)
    Opened answerSecondFactor(@RequestBody Answer body, HttpServletRequest request, HttpServletResponse response) {
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

    /**
     * Creates the options with which a browser asks for a passkey.
     *
     * <p>They are for {@code navigator.credentials.get}, as WebAuthn's {@code PublicKeyCredentialRequestOptionsJSON}: {@code challenge},
     * {@code rpId}, {@code timeout} in milliseconds, {@code userVerification} and {@code allowCredentials}; bytes are base64url. They count
     * once, for five minutes, and new ones end those before.
     *
     * @return the options
     * @throws Failure {@code identity.no-second-step} (401) if no sign-in waits for a second factor, it took longer than five minutes, or no
     *     passkey of the member works at this address
     * @throws Failure {@code identity.no-passkeys-here} (409) if the store's address takes no passkeys: it needs a name and TLS
     */
    @PostMapping("/api/v1/admin/session/passkey-request")
    Map<String, Object> createPasskeyRequest(HttpServletRequest request) {
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
