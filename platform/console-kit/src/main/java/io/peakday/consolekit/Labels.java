package io.peakday.consolekit;

import io.peakday.identity.Permission;
import io.peakday.identity.Role;
import io.peakday.ui.Formats;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** Words for states, options, sizes and ids. */
public final class Labels {
    private Labels() {}

    /** {@code Partly refunded} for {@code PARTLY_REFUNDED}. */
    public static String name(Enum<?> value) {
        return words(value.name());
    }

    /** {@code Owner}. */
    public static String name(Role value) {
        return words(value.name());
    }

    /** {@code Catalog read}. */
    public static String name(Permission permission) {
        return words(permission.name());
    }

    private static String words(String name) {
        String words = name.toLowerCase(Locale.ROOT).replace('_', ' ');
        return words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
    }

    public static String code(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }

    /** {@code Sage, 40 cm}; a dash for a product's only variant. */
    public static String options(Map<String, String> options) {
        return options.isEmpty() ? "Only variant" : options.values().stream().collect(Collectors.joining(", "));
    }

    /** {@code 12.4 MB}. */
    public static String bytes(double bytes) {
        if (bytes < 1_000) {
            return Math.round(bytes) + " B";
        }
        String[] units = {"kB", "MB", "GB", "TB"};
        int unit = -1;
        while (bytes >= 1_000 && unit < units.length - 1) {
            bytes /= 1_000;
            unit++;
        }
        return String.format(Locale.ENGLISH, bytes < 10 ? "%.1f %s" : "%.0f %s", bytes, units[unit]);
    }

    /** The last eight characters: enough for people to distinguish ids. */
    public static String brief(Object id) {
        String text = id.toString();
        return text.length() <= 8 ? text : "…" + text.substring(text.length() - 8);
    }

    /** {@code Pool active} for {@code pool.active}; the unit of {@code …bytes} is said by the amount. */
    public static String figure(String name) {
        String words = name.replaceFirst("\\.bytes$", " size").replace('.', ' ').replace('-', ' ');
        return words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
    }

    /** The amount of such a figure, with its unit. */
    public static String amount(String name, long amount) {
        return name.endsWith("bytes") ? bytes((double) amount) : Formats.count(amount);
    }
}
