package io.peakday.audit;

import java.util.Map;

/** The names of who acts, as the pages of the log show them; a bean of the module that keeps them. */
@FunctionalInterface
public interface ActorNames {
    /** By the reference under which the log knows them, as in {@code staff:…}. */
    Map<String, String> names();
}
