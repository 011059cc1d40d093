package io.peakday.payments;

import io.peakday.kernel.Money;
import java.util.List;

/**
 * A company that moves money. Every call that changes something carries a key made by the caller and is idempotent by
 * it: the same key gives the same outcome and moves nothing twice, whatever happened to the first answer. Outcomes are
 * values; an implementation throws only for a programming error, never because the network or the bank said no.
 *
 * <p>Never called inside one of our database transactions: a provider cannot be rolled back.
 *
 * <p>{@code PaymentProviderContract} in the test sources is the suite every adapter passes.
 */
public interface PaymentProvider {
    /** Lower case, stable; part of the webhook address: {@code /api/v1/payments/webhooks/<name>}. */
    String name();

    /** Exchanges a card for a token. The number is not kept. */
    CardToken tokenize(CardDetails card);

    /**
     * Holds an amount on a card.
     *
     * @param returnPath where the challenge page sends the shopper back to: a path of this site
     */
    AuthorizeOutcome authorize(String key, String cardToken, Money amount, String returnPath);

    /** How an authorization stands once its challenge may have been answered; {@code ChallengeNeeded} while it is not. */
    AuthorizeOutcome challengeResult(String authorizeKey);

    /** Takes all of what an authorization holds. */
    CaptureOutcome capture(String key, String authorizeKey, Money amount);

    /** Gives up an authorization that was not captured, also one that was never seen: its key is then burnt. */
    VoidOutcome voidAuthorization(String key, String authorizeKey);

    /** Refunds a part of what was captured; all refunds together never exceed it. */
    RefundOutcome refund(String key, String authorizeKey, Money amount);

    /** Reads the records; changes nothing. */
    ProviderStatus status(String authorizeKey);

    /**
     * Forgets what it was given about the shopper beside the money: return paths and card tokens. Best effort, after our own
     * records have forgotten it; the money's records stay. A provider that keeps nothing such does nothing.
     */
    default void forget(List<String> authorizeKeys) {}
}
