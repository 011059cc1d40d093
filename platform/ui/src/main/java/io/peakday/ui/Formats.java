package io.peakday.ui;

import io.peakday.kernel.Money;
import java.math.BigDecimal;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** How numbers, money and time are written for a person: English, with the currency's sign. */
public final class Formats {
    private static final Locale LOCALE = Locale.of("en", "IE");
    private static final ZoneId ZONE = ZoneOffset.UTC;
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("d MMM uuuu", Locale.ENGLISH);
    private static final DateTimeFormatter DAY_TIME = DateTimeFormatter.ofPattern("d MMM uuuu, HH:mm", Locale.ENGLISH);

    private Formats() {}

    /** {@code €1,299.00}. */
    public static String money(Money money) {
        int digits = Math.max(0, money.currency().getDefaultFractionDigits());
        String sign = money.currency().getSymbol(LOCALE);
        DecimalFormat format = new DecimalFormat(
                digits == 0 ? "#,##0" : "#,##0." + "0".repeat(digits),
                DecimalFormatSymbols.getInstance(Locale.ENGLISH));
        String amount = format.format(BigDecimal.valueOf(Math.abs(money.minor()), digits));
        return (money.isNegative() ? "−" : "") + sign + amount;
    }

    /** {@code 12,480}. */
    public static String count(long count) {
        return String.format(Locale.ENGLISH, "%,d", count);
    }

    /** {@code 1 item}, {@code 3 items}. */
    public static String count(long count, String one, String many) {
        return count(count) + " " + (count == 1 ? one : many);
    }

    /** {@code 4.3}. */
    public static String rating(double average) {
        return String.format(Locale.ENGLISH, "%.1f", average);
    }

    /** Which of the eleven drawings of five stars shows this average: 0 to 10 halves. */
    public static int halves(double average) {
        return (int) Math.round(Math.clamp(average, 0, 5) * 2);
    }

    /** {@code 21 Nov 2026}. */
    public static String day(@Nullable Instant at) {
        return at == null ? "" : DAY.format(at.atZone(ZONE));
    }

    /** {@code 21 Nov 2026, 14:05} (UTC). */
    public static String dayTime(@Nullable Instant at) {
        return at == null ? "" : DAY_TIME.format(at.atZone(ZONE));
    }

    /** {@code just now}, {@code 5 min ago}, {@code 3 h ago}, {@code 2 days ago}, then the day. */
    public static String ago(Instant at, Instant now) {
        Duration since = Duration.between(at, now);
        if (since.toSeconds() < 60) {
            return "just now";
        } else if (since.toMinutes() < 60) {
            return since.toMinutes() + " min ago";
        } else if (since.toHours() < 24) {
            return since.toHours() + " h ago";
        } else if (since.toDays() < 14) {
            return count(since.toDays(), "day ago", "days ago");
        }
        return day(at);
    }

    /** How many whole percent the price is below the list price; 0 where it is not. */
    public static int saving(Money price, @Nullable Money listPrice) {
        if (listPrice == null || listPrice.compareTo(price) <= 0) {
            return 0;
        }
        return (int) (100 * (listPrice.minor() - price.minor()) / listPrice.minor());
    }

    /** The first letters of the first and the last word, for an avatar. */
    public static String initials(String name) {
        String[] words = name.strip().split("\\s+");
        String first = words[0].isEmpty() ? "?" : words[0].substring(0, words[0].offsetByCodePoints(0, 1));
        String last = words[words.length - 1];
        return (words.length > 1 ? first + last.substring(0, last.offsetByCodePoints(0, 1)) : first)
                .toUpperCase(Locale.ENGLISH);
    }
}
