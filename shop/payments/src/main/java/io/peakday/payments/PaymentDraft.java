package io.peakday.payments;

import io.peakday.kernel.Checks;
import io.peakday.kernel.Money;
import java.util.UUID;

/**
 * A payment to be opened.
 *
 * @param id made by the caller; opening the same id again returns what is there
 * @param purpose what it is for, 1 to 100 characters
 * @param amount above zero
 * @param cardToken of {@link Payments#tokenize}
 * @param returnPath the path of this site a challenge returns to: starts with a single slash
 */
public record PaymentDraft(UUID id, String purpose, Money amount, String cardToken, String returnPath) {
    public PaymentDraft {
        new Checks()
                .text("purpose", purpose, 1, 100)
                .require(amount.minor() > 0, "amount", "out-of-range", "amount must be above zero.")
                .text("cardToken", cardToken, 1, 100)
                .require(isSitePath(returnPath), "returnPath", "path", "returnPath must be a path of this site.")
                .orThrow("payments.bad-payment", "This payment cannot be opened.");
    }

    /** A path of this very site: nothing a browser could take for another host. */
    public static boolean isSitePath(String path) {
        return path.length() <= 500
                && path.startsWith("/")
                && !path.startsWith("//")
                && path.chars().allMatch(c -> c > 0x20 && c < 0x7f && c != '\\' && c != '"' && c != '<' && c != '>');
    }
}
