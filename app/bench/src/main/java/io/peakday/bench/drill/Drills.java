package io.peakday.bench.drill;

import io.peakday.benchkit.Drill;
import java.util.List;

/** The drills there are. */
public final class Drills {
    /** In no order. */
    public static final List<Class<? extends Drill>> ALL = List.of(OversellCommand.class);

    private Drills() {}
}
