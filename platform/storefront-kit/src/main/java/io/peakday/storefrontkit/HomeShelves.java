package io.peakday.storefrontkit;

import io.peakday.ui.SlotResult;
import io.peakday.ui.Slots;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The slots of the front page, as the page needs them. */
public final class HomeShelves {
    private final List<HomeShelf> shelves;
    private final Slots runner;

    /** @throws IllegalStateException if two have one name */
    public HomeShelves(List<HomeShelf> shelves, Slots runner) {
        this.shelves = SlotList.of(shelves);
        this.runner = runner;
    }

    /**
     * What they show, in their order.
     *
     * @param until from when on one of them is no longer true; null: until an event says so
     * @param whole whether each of them answered
     */
    public record Drawn(
            List<Fragment> top,
            List<Fragment> shelves,
            @Nullable Instant until,
            boolean whole) {
        /** Of a page without any. */
        public static final Drawn NOTHING = new Drawn(List.of(), List.of(), null, true);
    }

    /** Under what the page is kept: equal where all show the same. */
    public List<Object> versions() {
        List<Object> versions = new ArrayList<>(shelves.size());
        for (HomeShelf shelf : shelves) {
            Object version = shelf.version();
            versions.add(version == null ? "" : version);
        }
        return versions;
    }

    /** By which events the page becomes outdated. */
    public List<Invalidation<?>> invalidations() {
        return shelves.stream()
                .<Invalidation<?>>flatMap(shelf -> shelf.invalidations().stream())
                .toList();
    }

    /** Asks all of them at the same time; takes about one budget at most. */
    public Drawn draw() {
        List<Slots.Call<HomeShelf.@Nullable Part>> calls = new ArrayList<>();
        for (HomeShelf shelf : shelves) {
            calls.add(new Slots.Call<HomeShelf.@Nullable Part>("home." + shelf.name(), shelf::draw));
        }
        List<SlotResult<HomeShelf.@Nullable Part>> results =
                runner.<HomeShelf.@Nullable Part>callAll(runner.settings().budget(), calls);
        List<Fragment> top = new ArrayList<>();
        List<Fragment> rest = new ArrayList<>();
        Instant until = null;
        boolean whole = true;
        for (int i = 0; i < results.size(); i++) {
            whole &= results.get(i).answered();
            HomeShelf.Part part = results.get(i).orNull();
            if (part != null) {
                (shelves.get(i).place() == HomeShelf.Place.TOP ? top : rest).add(part.fragment());
                Instant end = part.until();
                until = end != null && (until == null || end.isBefore(until)) ? end : until;
            }
        }
        return new Drawn(top, rest, until, whole);
    }
}
