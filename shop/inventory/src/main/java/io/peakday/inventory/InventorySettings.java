package io.peakday.inventory;

import io.peakday.engines.SettingDefaults;
import io.peakday.kernel.Failure;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Settings of the inventory, under {@code peakday.inventory}.
 *
 * @param lowAt available units at which a variant counts as low, unless it has a threshold of its own
 * @param expireEvery pause between two sweeps of expired holds
 * @param expireBatch reservations released in one transaction
 * @param groupSize most requests that share a transaction
 * @param maxWaiting requests that may wait for theirs before new ones are refused
 * @param lanes transactions that may run at once for each kind of request
 * @param cachedVariants variants whose availability is kept in this process
 * @param cacheTtl after which it is read again even if there was no event of a change
 * @param receipts how long a repeated adjustment or restock is recognised by its id, and a released or expired reservation
 *     is remembered; a day or more
 */
@ConfigurationProperties("peakday.inventory")
@Validated
public record InventorySettings(
        @DefaultValue("5") @Min(0) @Max(1_000_000) int lowAt,
        @DefaultValue("2s") @NotNull Duration expireEvery,
        @DefaultValue("500") @Min(1) @Max(10_000) int expireBatch,
        @DefaultValue("256") @Min(1) @Max(5_000) int groupSize,
        @DefaultValue("20000") @Min(1) @Max(1_000_000) int maxWaiting,
        @DefaultValue("2") @Min(1) @Max(16) int lanes,
        @DefaultValue("200000") @Min(0) @Max(10_000_000) int cachedVariants,
        @DefaultValue("60s") @NotNull Duration cacheTtl,
        @DefaultValue("90d") @NotNull Duration receipts) {

    public InventorySettings {
        if (receipts.toDays() < 1) {
            throw Failure.invalid("inventory.bad-settings", "peakday.inventory.receipts must be a day or more.");
        }
    }

    /** The defaults. */
    public static InventorySettings defaults() {
        return SettingDefaults.of(InventorySettings.class);
    }
}
