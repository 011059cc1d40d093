package io.peakday.consolekit;

import io.peakday.identity.Actor;
import io.peakday.identity.CurrentActor;
import io.peakday.ui.SlotResult;
import io.peakday.ui.Slots;
import io.peakday.ui.Slots.Call;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Asks for what other modules draw on pages of the console, as the member of staff who reads the page. What throws or is too slow fails
 * no page: it is left out, and a sentence stands in its place.
 */
public final class ConsoleSlots {
    private final Slots slots;

    public ConsoleSlots(Slots slots) {
        this.slots = slots;
    }

    public List<Section> overview(List<OverviewSection> sections, Frame frame) {
        List<Call<@Nullable Section>> calls = new ArrayList<>();
        for (OverviewSection one : sections) {
            calls.add(this.<@Nullable Section>call("console.overview." + one.name(), () -> rendered(one.draw(frame))));
        }
        return drawn(calls, sections.stream().map(OverviewSection::title).toList());
    }

    public List<Section> customer(List<CustomerSection> sections, CustomerSection.Customer customer, Frame frame) {
        List<Call<@Nullable Section>> calls = new ArrayList<>();
        for (CustomerSection one : sections) {
            calls.add(this.<@Nullable Section>call(
                    "console.customer." + one.name(), () -> rendered(one.draw(customer, frame))));
        }
        return drawn(calls, sections.stream().map(CustomerSection::title).toList());
    }

    /** Figures of another module; null where they could not be read. */
    public <T> @Nullable T figures(String name, Supplier<T> read) {
        Call<T> call = call("console." + name, read);
        return slots.call(call.slot(), slots.settings().consoleBudget(), call.draw())
                .orNull();
    }

    private List<Section> drawn(List<Call<@Nullable Section>> calls, List<String> titles) {
        List<SlotResult<@Nullable Section>> results =
                slots.<@Nullable Section>callAll(slots.settings().consoleBudget(), calls);
        List<Section> drawn = new ArrayList<>();
        for (int i = 0; i < results.size(); i++) {
            Section section = results.get(i).answered() ? results.get(i).orNull() : Section.missing(titles.get(i));
            if (section != null) {
                drawn.add(section);
            }
        }
        return drawn;
    }

    private static @Nullable Section rendered(@Nullable Section section) {
        return section == null ? null : section.rendered();
    }

    private <T extends @Nullable Object> Call<T> call(String slot, Supplier<? extends T> work) {
        Actor reader = CurrentActor.get();
        return new Call<>(slot, () -> as(reader, work));
    }

    private static <T extends @Nullable Object> T as(Actor reader, Supplier<? extends T> work) {
        try {
            return CurrentActor.<T>callAs(reader, work::get);
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException("a supplier throws nothing that is checked", e);
        }
    }
}
