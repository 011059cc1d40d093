package io.peakday.payments;

import io.peakday.kernel.Money;

/** What the provider's records say about an authorization key. */
public sealed interface ProviderStatus {
    /**
     * @param authorization the outcome of the authorization as it stands now
     * @param captured what has been taken so far
     * @param refunded what has been refunded of it
     * @param voided whether the authorization was given up
     */
    record Found(AuthorizeOutcome authorization, Money captured, Money refunded, boolean voided)
            implements ProviderStatus {}

    /** The provider has never seen this key: nothing was held or taken by it. */
    record NeverSeen() implements ProviderStatus {}

    /** The provider does not answer. */
    record Unreachable(String reason) implements ProviderStatus {}
}
