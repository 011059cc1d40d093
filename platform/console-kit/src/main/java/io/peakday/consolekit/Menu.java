package io.peakday.consolekit;

import io.peakday.identity.Actor;
import io.peakday.identity.Permissions;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The console's menu: the entries of the modules, in its order. */
public final class Menu {
    /** Entries under one heading. */
    public record Group(String label, List<MenuEntry> items) {}

    private final List<MenuEntry> entries;

    /** @throws IllegalStateException if two entries have the same key or shortcut, or one needs a permission that no module declares */
    public Menu(Collection<MenuEntry> all, Permissions permissions) {
        Set<String> keys = new HashSet<>();
        Set<String> shortcuts = new HashSet<>();
        for (MenuEntry entry : all) {
            if (entry.shortcut() != null && !shortcuts.add(entry.shortcut())) {
                throw new IllegalStateException(
                        "two entries of the console's menu have the shortcut " + entry.shortcut());
            }
            if (!keys.add(entry.key())) {
                throw new IllegalStateException("two entries of the console's menu have the key " + entry.key());
            }
            if (entry.needs() != null) {
                permissions.requireDeclared(
                        entry.needs().name(), "The entry " + entry.key() + " of the console's menu");
            }
        }
        this.entries = all.stream()
                .sorted(Comparator.<MenuEntry>comparingInt(
                                entry -> entry.place().order())
                        .thenComparing(MenuEntry::key))
                .toList();
    }

    /** What this member may open, in groups; none of them is empty. */
    public List<Group> visible(Actor.Staff member) {
        return Arrays.stream(MenuGroup.values())
                .map(group -> new Group(
                        group.label(),
                        entries.stream()
                                .filter(entry -> entry.place().group() == group)
                                .filter(entry -> entry.needs() == null || member.may(entry.needs()))
                                .toList()))
                .filter(group -> !group.items().isEmpty())
                .toList();
    }
}
