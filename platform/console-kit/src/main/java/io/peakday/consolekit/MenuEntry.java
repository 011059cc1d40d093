package io.peakday.consolekit;

import io.peakday.identity.Permission;
import org.jspecify.annotations.Nullable;

/**
 * An entry of the console's menu: a bean of whoever has the page.
 *
 * @param key what a page calls its section, to have the entry lit; no other entry's
 * @param icon of the kit's icons
 * @param needs what a member must hold to see it; null for everybody
 * @param shortcut the key that leads there after {@code g}, no other entry's; null for none
 */
public record MenuEntry(
        MenuGroup.Place place,
        String key,
        String label,
        String href,
        String icon,
        @Nullable Permission needs,
        @Nullable String shortcut) {
    public MenuEntry(
            MenuGroup.Place place, String key, String label, String href, String icon, @Nullable Permission needs) {
        this(place, key, label, href, icon, needs, null);
    }

    /** The same, to be reached by {@code g} and this key. */
    public MenuEntry on(String key) {
        return new MenuEntry(place, this.key, label, href, icon, needs, key);
    }
}
