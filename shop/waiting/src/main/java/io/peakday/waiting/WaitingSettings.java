package io.peakday.waiting;

import io.peakday.engines.SettingDefaults;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Settings of the waiting rooms, under {@code peakday.waiting}.
 *
 * @param groupSize the most joins that share a transaction
 * @param maxWaiting joins that may wait for theirs before new ones are refused
 * @param maxPlaces the most places of one room; 8 bytes each in the memory of a node
 * @param maxRooms rooms that a node has in memory at a time
 * @param advanceEvery how often a node looks at its rooms and lets people in
 * @param maxRemembered places that a node remembers for customers who come without their ticket
 * @param maxStreams live streams of a node; whoever comes then has to poll
 * @param keep how long a room is kept after it was closed
 * @param pruneEvery pause between two sweeps of rooms that are to be forgotten
 */
@ConfigurationProperties("peakday.waiting")
@Validated
public record WaitingSettings(
        @DefaultValue("512") @Min(1) @Max(5_000) int groupSize,
        @DefaultValue("20000") @Min(1) @Max(1_000_000) int maxWaiting,
        @DefaultValue("5000000") @Min(1) @Max(50_000_000) int maxPlaces,
        @DefaultValue("500") @Min(1) @Max(5_000) int maxRooms,
        @DefaultValue("100ms") @NotNull Duration advanceEvery,
        @DefaultValue("100000") @Min(1) @Max(5_000_000) int maxRemembered,
        @DefaultValue("10000") @Min(1) @Max(100_000) int maxStreams,
        @DefaultValue("7d") @NotNull Duration keep,
        @DefaultValue("10m") @NotNull Duration pruneEvery,
        @Valid @DefaultValue Polls polls,
        @Valid @DefaultValue Challenge challenge) {

    /**
     * How often people are asked to look again.
     *
     * @param atLeast the shortest pause between two polls
     * @param atMost the longest
     * @param perSecond polls a second that everybody in one room together should make, as far as {@code atMost} allows
     */
    public record Polls(
            @DefaultValue("1s") @NotNull Duration atLeast,
            @DefaultValue("60s") @NotNull Duration atMost,
            @DefaultValue("10000") @Min(1) @Max(1_000_000) int perSecond) {}

    /**
     * The proof of work before a join, in rooms that ask for it.
     *
     * @param life how long a challenge may be solved
     * @param slowDelay how long who cannot solve one waits instead; shorter than {@code life}
     * @param slowPerSecond how many of those a node takes in a second; 0: none
     */
    public record Challenge(
            @DefaultValue("10m") @NotNull Duration life,
            @DefaultValue("30s") @NotNull Duration slowDelay,
            @DefaultValue("10") @Min(0) @Max(10_000) int slowPerSecond) {}

    /** The defaults. */
    public static WaitingSettings defaults() {
        return SettingDefaults.of(WaitingSettings.class);
    }
}
