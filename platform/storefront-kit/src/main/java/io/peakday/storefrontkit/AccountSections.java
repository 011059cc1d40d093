package io.peakday.storefrontkit;

import io.peakday.ui.SlotResult;
import io.peakday.ui.Slots;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The slots of an account's overview, as the page needs them. */
public final class AccountSections {
    private final List<AccountSection> sections;
    private final Slots runner;

    /** @throws IllegalStateException if two have one name */
    public AccountSections(List<AccountSection> sections, Slots runner) {
        this.sections = SlotList.of(sections);
        this.runner = runner;
    }

    /** What they show, in their order; those that do not answer in time are left out. */
    public List<Fragment> draw(UUID customer) {
        List<Slots.Call<@Nullable Fragment>> calls = new ArrayList<>();
        for (AccountSection section : sections) {
            calls.add(new Slots.Call<@Nullable Fragment>("account." + section.name(), () -> section.draw(customer)));
        }
        List<Fragment> drawn = new ArrayList<>();
        for (SlotResult<@Nullable Fragment> result :
                runner.<@Nullable Fragment>callAll(runner.settings().budget(), calls)) {
            Fragment fragment = result.orNull();
            if (fragment != null) {
                drawn.add(fragment);
            }
        }
        return drawn;
    }
}
