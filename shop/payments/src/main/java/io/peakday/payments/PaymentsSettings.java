package io.peakday.payments;

import io.peakday.engines.SettingDefaults;
import io.peakday.kernel.Failure;
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
 * @param provider who takes the payments: {@code demo} is the sandbox in a demo store and nobody in any other, {@code
 *     sandbox} the sandbox with its public test cards in any store, {@code none} nobody
 * @param webhookTolerance how old a webhook's signature may be
 * @param webhookReceipts how long a repeated webhook is recognised; longer than any provider repeats one
 * @param reconcileEvery the pause between two looks for payments without an answer
 * @param sandboxSettlesAfter how long the bank of the webhook cards thinks
 * @param sandboxWebhookBase where the sandbox posts its webhooks, such as {@code https://shop.example}; without it, to this
 *     very process
 * @param cardTokenLife for how long a card's token can pay
 */
@ConfigurationProperties("peakday.payments")
@Validated
public record PaymentsSettings(
        @DefaultValue("demo") @NotNull Provider provider,
        @DefaultValue("5m") @NotNull Duration webhookTolerance,
        @DefaultValue("30d") @NotNull Duration webhookReceipts,
        @DefaultValue("1s") @NotNull Duration reconcileEvery,
        @DefaultValue("2s") @NotNull Duration sandboxSettlesAfter,
        @Nullable URI sandboxWebhookBase,
        @DefaultValue("1d") @NotNull Duration cardTokenLife) {

    /** Who takes the payments. */
    public enum Provider {
        DEMO,
        SANDBOX,
        NONE
    }

    public PaymentsSettings {
        if (webhookReceipts.toDays() < 2) {
            throw Failure.invalid(
                    "payments.bad-settings", "peakday.payments.webhook-receipts must be two days or more.");
        }
    }

    public static PaymentsSettings defaults() {
        return SettingDefaults.of(PaymentsSettings.class);
    }
}
