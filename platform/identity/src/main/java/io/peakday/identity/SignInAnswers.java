package io.peakday.identity;

import io.peakday.identity.SignIn.Refused;
import io.peakday.identity.SignIn.SecondStep;
import io.peakday.identity.SignIn.SignedIn;
import io.peakday.identity.SignIn.Throttled;
import io.peakday.kernel.Failure;
import io.peakday.kernel.Fault;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.List;

/** What the outcomes of a sign-in are over HTTP. */
public final class SignInAnswers {
    private SignInAnswers() {}

    public static SignedIn orThrow(SignIn outcome, HttpServletResponse response) {
        return switch (outcome) {
            case SignedIn done -> done;
            case SecondStep step -> throw secondFactorNeeded();
            case Refused refused -> throw wrongPassword();
            case Throttled throttled -> throw tooMany(throttled.retryAfter(), response);
        };
    }

    /** The password was right; the cookie that goes with this says who goes on. */
    public static Failure secondFactorNeeded() {
        return new Failure(
                Fault.UNAUTHENTICATED,
                "identity.second-factor-needed",
                "The password is right. Send the second factor to POST /api/v1/admin/session/second-factor within five minutes, with"
                        + " the cookie of this answer.",
                List.of(),
                null);
    }

    public static Failure wrongPassword() {
        return new Failure(
                Fault.UNAUTHENTICATED,
                "identity.wrong-password",
                "This e-mail address and password do not belong together.",
                List.of(),
                null);
    }

    public static Failure tooMany(Duration retryAfter, HttpServletResponse response) {
        response.setHeader("Retry-After", String.valueOf(Math.max(1, retryAfter.toSeconds())));
        return new Failure(
                Fault.TOO_MANY,
                "identity.throttled",
                "Too many attempts; please wait, or reset your password.",
                List.of(),
                null);
    }
}
