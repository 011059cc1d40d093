package io.peakday.inventory;

import java.util.List;

/**
 * What a bulk count changed.
 *
 * @param changed levels that differ from before
 * @param unchanged levels that were so already
 * @param heldBack settings below what is reserved there: the level was set to the reserved number instead, because a
 *     promise once made is not taken back by a count; a person should look at these
 */
public record SetLevelsReport(int changed, int unchanged, List<LevelSetting> heldBack) {
    public SetLevelsReport {
        heldBack = List.copyOf(heldBack);
    }
}
