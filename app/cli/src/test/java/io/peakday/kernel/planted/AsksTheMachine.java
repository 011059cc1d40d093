package io.peakday.kernel.planted;

import java.time.Instant;

/** Planted: only the program's clock may be asked. */
public final class AsksTheMachine {
    public Instant now() {
        return Instant.now();
    }
}
