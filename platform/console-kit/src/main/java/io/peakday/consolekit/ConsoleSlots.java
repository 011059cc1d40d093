package io.peakday.consolekit;

import io.peakday.consolekit.OverviewSection.Column;
import io.peakday.consolekit.OverviewSummary.Summary;
import io.peakday.identity.Actor;
import io.peakday.identity.CurrentActor;
import io.peakday.ui.SlotResult;
import io.peakday.ui.Slots;
import io.peakday.ui.Slots.Call;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
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

    /** What stands at the head of the overview. */
    public List<Summary> summaries(List<OverviewSummary> summaries, Frame frame) {
        return present(all(
                summaries,
                one -> this.<@Nullable Summary>call("console.overview." + one.name(), () -> one.read(frame)),
                one -> Summary.missing(one.title())));
    }

    /** What stands below it, by column. */
    public Map<Column, List<Section>> overview(List<OverviewSection> sections, Frame frame) {
        List<@Nullable Section> drawn = all(
                sections,
                one -> this.<@Nullable Section>call("console.overview." + one.name(), () -> rendered(one.draw(frame))),
                one -> Section.missing(one.title()));
        Map<Column, List<Section>> columns = new EnumMap<>(Column.class);
        for (int i = 0; i < drawn.size(); i++) {
            Section section = drawn.get(i);
            if (section != null) {
                columns.computeIfAbsent(sections.get(i).column(), column -> new ArrayList<>())
                        .add(section);
            }
        }
        return columns;
    }

    public List<Section> customer(List<CustomerSection> sections, CustomerSection.Customer customer, Frame frame) {
        return present(all(
                sections,
                one -> this.<@Nullable Section>call(
                        "console.customer." + one.name(), () -> rendered(one.draw(customer, frame))),
                one -> Section.missing(one.title())));
    }

    /** What modules say about their health on this node. */
    public List<HealthFigures.Group> health(List<HealthFigures> figures) {
        return present(all(
                figures,
                one -> this.<HealthFigures.@Nullable Group>call("console.health." + one.name(), one::read),
                one -> HealthFigures.Group.missing(one.title())));
    }

    /** Figures of another module; null where they could not be read. */
    public <T> @Nullable T figures(String name, Supplier<T> read) {
        Call<T> call = call("console." + name, read);
        return slots.call(call.slot(), slots.settings().consoleBudget(), call.draw())
                .orNull();
    }

    /** In the order of the parts: what answered, null where it has nothing to show, and what stands for those that did not answer. */
    private <P, T> List<@Nullable T> all(List<P> parts, Function<P, Call<@Nullable T>> call, Function<P, T> missing) {
        List<SlotResult<@Nullable T>> results = slots.<@Nullable T>callAll(
                slots.settings().consoleBudget(), parts.stream().map(call).toList());
        List<@Nullable T> all = new ArrayList<>();
        for (int i = 0; i < results.size(); i++) {
            all.add(results.get(i).answered() ? results.get(i).orNull() : missing.apply(parts.get(i)));
        }
        return all;
    }

    private static <T> List<T> present(List<@Nullable T> all) {
        List<T> present = new ArrayList<>();
        for (T one : all) {
            if (one != null) {
                present.add(one);
            }
        }
        return present;
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
