package io.peakday.ui;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How long pages wait for the parts that other modules bring, and for how many at once, under {@code peakday.slots}.
 *
 * @param budget how long a page of the shop waits for a part
 * @param consoleBudget how long a page of the console does, whose reader would rather wait than miss something
 * @param checkoutBudget how long checkout waits for a step, without which it does not go on
 * @param concurrent how many calls of one part may be under way on this node, those among them for which no page waits any more
 * @param failures after so many in a row a part is left out without being called
 * @param pause for so long
 */
@ConfigurationProperties("peakday.slots")
@Validated
public record SlotSettings(
        @DefaultValue("250ms") @NotNull Duration budget,
        @DefaultValue("2s") @NotNull Duration consoleBudget,
        @DefaultValue("3s") @NotNull Duration checkoutBudget,
        @DefaultValue("16") @Min(1) @Max(1_000) int concurrent,
        @DefaultValue("3") @Min(1) @Max(1_000) int failures,
        @DefaultValue("1s") @NotNull Duration pause) {
    private static final Duration LONGEST = Duration.ofSeconds(30);
    private static final Duration LONGEST_PAUSE = Duration.ofHours(1);

    public SlotSettings {
        check("budget", budget, LONGEST);
        check("console-budget", consoleBudget, LONGEST);
        check("checkout-budget", checkoutBudget, LONGEST);
        check("pause", pause, LONGEST_PAUSE);
    }

    private static void check(String name, Duration time, Duration most) {
        if (!time.isPositive() || time.compareTo(most) > 0) {
            throw new IllegalArgumentException(
                    "peakday.slots." + name + " must be a positive time of at most " + most.toSeconds() + " s.");
        }
    }
}
