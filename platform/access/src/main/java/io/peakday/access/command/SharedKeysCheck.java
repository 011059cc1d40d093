package io.peakday.access.command;

import io.peakday.access.KeyRotation;
import io.peakday.commandkit.DoctorCheck;
import io.peakday.commandkit.DoctorCheck.Subject;
import io.peakday.commandkit.DoctorCheck.When;
import io.peakday.commandkit.Finding;
import io.peakday.secrets.RotatingKeys.SharedKey;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/** The names and ages of the keys that nodes share. */
public final class SharedKeysCheck {
    public static final DoctorCheck CHECK = new DoctorCheck("keys", 400, When.WHILE_RUNNING, SharedKeysCheck::ages);

    private static final Duration OLD = Duration.ofDays(365);

    private SharedKeysCheck() {}

    private static List<Finding> ages(Subject store) {
        Instant now = store.bean(InstantSource.class).instant();
        return List.of(Finding.ok("keys", said(store.bean(KeyRotation.class).list(), now)));
    }

    private static String said(List<SharedKey> keys, Instant now) {
        if (keys.isEmpty()) {
            return "none needed yet";
        }
        List<String> said = new ArrayList<>();
        boolean old = false;
        for (SharedKey key : keys) {
            Duration age = Duration.between(key.since(), now);
            old |= age.compareTo(OLD) > 0;
            said.add(key.name() + " (" + age.toDays() + " days" + (key.previousUntil() == null ? "" : ", two count")
                    + ")");
        }
        return String.join(", ", said)
                + (old ? "; over a year old: 'peakday keys rotate --all' replaces them, and nobody notices" : "");
    }
}
