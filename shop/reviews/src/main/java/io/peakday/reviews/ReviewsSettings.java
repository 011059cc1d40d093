package io.peakday.reviews;

import io.peakday.engines.SettingDefaults;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Settings of the reviews, under {@code peakday.reviews}.
 *
 * @param holdAll whether every new or edited review waits for a moderator
 * @param holdWords words that make a review wait; whole words, in any case
 */
@ConfigurationProperties("peakday.reviews")
@Validated
public record ReviewsSettings(
        @DefaultValue("false") boolean holdAll,
        @DefaultValue({}) @NotNull @Size(max = 1_000) List<String> holdWords) {
    public ReviewsSettings {
        holdWords = List.copyOf(holdWords);
    }

    public static ReviewsSettings defaults() {
        return SettingDefaults.of(ReviewsSettings.class);
    }
}
