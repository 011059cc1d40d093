package io.peakday.consolekit;

import io.peakday.identity.Permission;
import org.jspecify.annotations.Nullable;

/**
 * An entry of the console's menu: a bean of whoever has the page.
 *
 * @param key what a page calls its section, to have the entry lit; no other entry's
 * @param icon of the kit's icons
 * @param needs what a member must hold to see it; null for everybody
 */
public record MenuEntry(
        MenuGroup.Place place,
        String key,
        String label,
        String href,
        String icon,
        @Nullable Permission needs) {}
