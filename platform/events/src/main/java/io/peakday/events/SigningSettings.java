package io.peakday.events;

import io.peakday.engines.SettingDefaults;
import jakarta.validation.constraints.NotNull;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Settings of the keys that sign events, under {@code peakday.events}.
 *
 * @param signingKey the keys, {@code id:base64 of 32 bytes}, several with commas between them: the last one signs, all verify. The
 *     same on all nodes that share a database. Empty: the file {@code events.key} of the folder, which is made
 * @param keyFolder where that file is kept; empty for the store's data folder
 * @param unsignedFor how long after the upgrade from a version that did not sign its events are still accepted; a fresh store never
 *     accepts any
 */
@Validated
@ConfigurationProperties("peakday.events")
public record SigningSettings(
        @DefaultValue("") @NotNull String signingKey,
        @DefaultValue("") @NotNull String keyFolder,
        @DefaultValue("1d") @NotNull Duration unsignedFor) {
    public SigningSettings {
        if (unsignedFor.isNegative() || unsignedFor.compareTo(Duration.ofDays(30)) > 0) {
            throw new IllegalArgumentException("peakday.events.unsigned-for must be from 0 to 30 days.");
        }
    }

    /** A key of this process. */
    static SigningSettings ofThisProcess() {
        return SettingDefaults.of(SigningSettings.class);
    }

    @Nullable
    Path keyFile() {
        return keyFolder.isBlank() ? null : Path.of(keyFolder, "events.key");
    }

    @Override
    public String toString() {
        return "SigningSettings[keyFolder=" + keyFolder + ", unsignedFor=" + unsignedFor + "]";
    }
}
