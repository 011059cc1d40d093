package io.peakday.access.console;

import io.peakday.access.FactorAnswer;
import io.peakday.access.factor.RelyingParty;
import io.peakday.kernel.Failure;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Second factors as forms send them, and to whom this request's browser shows passkeys. */
final class Answers {
    private final String publicUrl;

    Answers(String publicUrl) {
        this.publicUrl = publicUrl;
    }

    /** The one that was filled in; null where none was. */
    @Nullable
    FactorAnswer of(HttpServletRequest request, String code, String recovery, String passkey) {
        if (!passkey.isBlank()) {
            return new FactorAnswer.Passkey(passkey, requireParty(request));
        }
        if (!recovery.isBlank()) {
            return new FactorAnswer.Recovery(recovery);
        }
        return code.isBlank() ? null : new FactorAnswer.Code(code);
    }

    /** Empty where this browser has no passkeys for us. */
    Optional<RelyingParty> party(HttpServletRequest request) {
        return RelyingParty.of(publicUrl, request.getScheme(), request.getServerName(), request.getServerPort());
    }

    RelyingParty requireParty(HttpServletRequest request) {
        return party(request)
                .orElseThrow(() -> Failure.conflict(
                        "identity.no-passkeys-here",
                        "Passkeys need the store's own address with TLS; see peakday.identity.public-url."));
    }
}
