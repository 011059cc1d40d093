package io.peakday.payments;

import io.peakday.kernel.Money;

/**
 * Stands where no provider is set up. New payments are refused before they come here; one that is under way, because the
 * store had a provider before, gets no answer and waits for one.
 */
final class NoProvider implements PaymentProvider {
    static final NoProvider INSTANCE = new NoProvider();

    private static final String WHY = "No payment provider is set up.";

    private NoProvider() {}

    @Override
    public String name() {
        return "none";
    }

    @Override
    public CardToken tokenize(CardDetails card) {
        throw PaymentSetup.notSetUp();
    }

    @Override
    public AuthorizeOutcome authorize(String key, String cardToken, Money amount, String returnPath) {
        return new AuthorizeOutcome.Unknown(WHY);
    }

    @Override
    public AuthorizeOutcome challengeResult(String authorizeKey) {
        return new AuthorizeOutcome.Unknown(WHY);
    }

    @Override
    public CaptureOutcome capture(String key, String authorizeKey, Money amount) {
        return new CaptureOutcome.Unknown(WHY);
    }

    @Override
    public VoidOutcome voidAuthorization(String key, String authorizeKey) {
        return new VoidOutcome.Unknown(WHY);
    }

    @Override
    public RefundOutcome refund(String key, String authorizeKey, Money amount) {
        return new RefundOutcome.Unknown(WHY);
    }

    @Override
    public ProviderStatus status(String authorizeKey) {
        return new ProviderStatus.Unreachable(WHY);
    }
}
