package io.peakday.payments;

import jakarta.validation.constraints.NotNull;
import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Settings of the payments, under {@code peakday.payments}.
 *
 * @param webhookTolerance how old a webhook's signature may be
 * @param reconcileEvery the pause between two looks for payments without an answer
 * @param sandboxSettlesAfter how long the bank of the webhook cards thinks
 * @param sandboxWebhookBase where the sandbox posts its webhooks, such as {@code https://shop.example}; without it, to this
 *     very process
 */
@ConfigurationProperties("peakday.payments")
@Validated
public record PaymentsSettings(
        @DefaultValue("5m") @NotNull Duration webhookTolerance,
        @DefaultValue("1s") @NotNull Duration reconcileEvery,
        @DefaultValue("2s") @NotNull Duration sandboxSettlesAfter,
        @Nullable URI sandboxWebhookBase) {
    public static PaymentsSettings defaults() {
        return new PaymentsSettings(Duration.ofMinutes(5), Duration.ofSeconds(1), Duration.ofSeconds(2), null);
    }
}
