package io.peakday.limits;

import java.util.List;

/**
 * What is limited, for whom, and how much. Made and checked by {@code PolicyReader}.
 *
 * @param name stable, lower case: {@code sign-in}
 * @param routes requests it concerns; the first that fits a request says what that costs
 * @param key what it counts by, one or more
 * @param whenAway what holds while the shared counters cannot be reached
 * @param regions how several regions share it
 */
public record Policy(
        String name, List<Route> routes, List<KeyPart> key, Rate rate, WhenAway whenAway, AcrossRegions regions) {
    public Policy {
        routes = List.copyOf(routes);
        key = List.copyOf(key);
    }

    /**
     * @param method {@code GET} (which means HEAD too), {@code POST} …, or {@code *}
     * @param path {@code /p/{slug}}: {@code {…}} and {@code *} stand for one segment, {@code **} at the end for any rest
     * @param cost units that a request takes
     */
    public record Route(String method, String path, long cost) {}

    /** While shared counters cannot be reached. */
    public enum WhenAway {
        /**
         * Nobody is let through (503), but on the routes of the class {@code open-when-away}: there each node counts for itself. So a
         * policy is closed unless its routes are of those that a store can leave open.
         */
        BY_ROUTE,
        /** Each node counts for itself: with {@code n} nodes up to {@code n} times the limit. */
        OPEN,
        /** Nobody is let through (503), on any route. */
        CLOSED
    }

    /** With several regions. */
    public enum AcrossRegions {
        /** Each region has the whole limit: right for keys that live in one region at a time. */
        EACH,
        /** Each region spends from its share, and shares follow the demand; the sum keeps to the limit. */
        SHARED
    }
}
