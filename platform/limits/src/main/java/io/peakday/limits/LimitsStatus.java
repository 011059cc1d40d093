package io.peakday.limits;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How limits stand on one node.
 *
 * @param enabled false: nobody is limited
 * @param file path of the file that policies are read from besides the settings; null: there is none
 * @param fileTrouble what is wrong with the file, while the policies before it go on to hold; null: nothing
 * @param counters "own": this node counts for itself; "shared": all nodes count together
 * @param countersAnswer whether the shared counters answered when they were last asked; true where counters are {@code own}
 * @param region this region's name; null where there is only one
 * @param shares this region's part of each policy that regions share, from 0 to 1, by the policy's name; empty where there is only one
 *     region
 * @param policies those in force, by name
 */
public record LimitsStatus(
        boolean enabled,
        @Nullable String file,
        @Nullable String fileTrouble,
        String counters,
        boolean countersAnswer,
        @Nullable String region,
        Map<String, Double> shares,
        List<PolicyView> policies) {

    /** What is not as it should be, as a sentence; null when all is well. */
    public @Nullable String trouble() {
        if (!countersAnswer) {
            return "The shared counters do not answer, so this node cannot count what others let through.";
        }
        return fileTrouble == null ? null : "The policies before the last change still hold: " + fileTrouble;
    }
}
