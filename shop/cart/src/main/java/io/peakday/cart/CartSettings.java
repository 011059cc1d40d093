package io.peakday.cart;

import io.peakday.engines.SettingDefaults;
import io.peakday.kernel.Failure;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import java.util.Currency;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Settings of the carts, under {@code peakday.cart}.
 *
 * @param maxLines lines of one cart, the saved ones included
 * @param maxQuantity units of one line
 * @param currency what this store sells in
 * @param guestAge after which an untouched guest's cart is forgotten
 * @param customerAge after which an untouched customer's cart is forgotten
 * @param pruneEvery pause between two sweeps of forgotten carts
 * @param groupSize most changes that share a transaction
 * @param maxWaiting changes that may wait for theirs before new ones are refused
 * @param lanes transactions of changes that may run at once. One is best on a few cores: two halve the groups, and a change
 *     costs the database half as much again (measured: 140 against 215 µs)
 */
@ConfigurationProperties("peakday.cart")
@Validated
public record CartSettings(
        @DefaultValue("100") @Min(1) @Max(1_000) int maxLines,
        @DefaultValue("99") @Min(1) @Max(100_000) int maxQuantity,
        @DefaultValue("EUR") @NotNull Currency currency,
        @DefaultValue("60d") @NotNull Duration guestAge,
        @DefaultValue("365d") @NotNull Duration customerAge,
        @DefaultValue("10m") @NotNull Duration pruneEvery,
        @DefaultValue("256") @Min(1) @Max(5_000) int groupSize,
        @DefaultValue("20000") @Min(1) @Max(1_000_000) int maxWaiting,
        @DefaultValue("1") @Min(1) @Max(16) int lanes) {

    public CartSettings {
        if (guestAge.toDays() < 1 || customerAge.toDays() < 1) {
            throw Failure.invalid(
                    "cart.bad-settings", "peakday.cart.guest-age and customer-age must be a day or more.");
        }
    }

    /** The defaults. */
    public static CartSettings defaults() {
        return SettingDefaults.of(CartSettings.class);
    }
}
