package io.peakday.audit;

import jakarta.validation.constraints.NotNull;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Settings of the audit log, under {@code peakday.identity}.
 *
 * @param auditKey the keys that sign the log, {@code id:base64 of 32 bytes}, several with commas between them: the last one signs, all
 *     verify. The same on all nodes that share a database. Empty: the file {@code audit.key} of the folder, which is made
 * @param auditFolder where key and recorded heads are kept; empty for the store's data folder
 * @param auditHeadsTo where the heads are recorded besides, so that whoever has the folder cannot change them all: paths of files, on
 *     another machine's disk if possible, and {@code log} for the program's log; with commas between them
 * @param auditKeep how long rows are kept before they are forgotten, leaving a signed anchor; 0: permanently
 */
@Validated
@ConfigurationProperties("peakday.identity")
public record AuditSettings(
        @DefaultValue("") @NotNull String auditKey,
        @DefaultValue("") @NotNull String auditFolder,
        @DefaultValue("") @NotNull String auditHeadsTo,
        @DefaultValue("0s") @NotNull Duration auditKeep) {
    private static final String LOG = "log";

    @Nullable
    Path keyFile() {
        return auditFolder.isBlank() ? null : Path.of(auditFolder, "audit.key");
    }

    /** The store's own first. */
    List<Path> headFiles() {
        java.util.ArrayList<Path> files = new java.util.ArrayList<>();
        if (!auditFolder.isBlank()) {
            files.add(Path.of(auditFolder, "audit-heads.log"));
        }
        elsewhere().stream().filter(place -> !place.equals(LOG)).map(Path::of).forEach(files::add);
        return files;
    }

    boolean headsToLog() {
        return elsewhere().contains(LOG);
    }

    private List<String> elsewhere() {
        return Arrays.stream(auditHeadsTo.split(","))
                .map(String::strip)
                .filter(place -> !place.isEmpty())
                .toList();
    }

    @Override
    public String toString() {
        return "AuditSettings[auditFolder=" + auditFolder + ", auditHeadsTo=" + auditHeadsTo + "]";
    }
}
