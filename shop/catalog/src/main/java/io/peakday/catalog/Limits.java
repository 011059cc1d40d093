package io.peakday.catalog;

import io.peakday.kernel.Checks;
import java.time.Instant;
import java.util.List;
import java.util.regex.Pattern;

/** How large each part of a product may be; every bound in one place. */
final class Limits {
    static final int EXTERNAL_ID = 200;
    static final int SLUG = 160;
    static final int TITLE = 500;
    static final int BRAND = 120;
    static final int DESCRIPTION = 20_000;
    static final int ATTRIBUTES = 500;
    static final int ATTRIBUTE_NAME = 120;
    static final int ATTRIBUTE_TEXT = 20_000;
    static final int VARIANTS = 250;
    static final int SKU = 120;
    static final int OPTIONS = 8;
    static final int OPTION_TEXT = 120;
    static final int OFFERS = 100;
    static final int MEDIA = 60;
    static final int URL = 2_000;
    static final int CATEGORY_NAME = 120;
    static final int CATEGORY_DEPTH = 8;
    static final int CATEGORIES = 20_000;
    static final int SELLER_NAME = 200;
    static final int MAX_WEIGHT_GRAMS = 100_000_000;
    static final long MAX_PRICE_MINOR = 1_000_000_000_000L;

    private static final Instant EARLIEST = Instant.parse("1970-01-01T00:00:00Z");
    private static final Instant LATEST = Instant.parse("2200-01-01T00:00:00Z");
    private static final Pattern SLUG_FORM = Pattern.compile("[a-z0-9]+(-[a-z0-9]+)*");
    private static final Pattern URL_FORM =
            Pattern.compile("(https?://[^\\s\\p{Cntrl}\"<>]+|/[^/\\s\\p{Cntrl}\"<>][^\\s\\p{Cntrl}\"<>]*)");

    private Limits() {}

    /** As {@link Checks#text}, and well-formed Unicode: half a surrogate pair cannot be stored or sent. */
    static void checkText(Checks checks, String field, String value, int min, int max) {
        checks.text(field, value, min, max);
        for (int i = 0; i < value.length(); i++) {
            if (Character.isSurrogate(value.charAt(i))) {
                if (Character.charCount(value.codePointAt(i)) == 1) {
                    checks.require(false, field, "unicode", field + " must be well-formed Unicode.");
                    return;
                }
                i++;
            }
        }
    }

    static void checkSlug(Checks checks, String field, String slug) {
        checks.require(
                slug.length() <= SLUG && SLUG_FORM.matcher(slug).matches(),
                field,
                "format",
                "A slug has up to " + SLUG + " lower-case letters and digits, in words joined by single hyphens.");
    }

    static void checkInstant(Checks checks, String field, Instant instant) {
        checks.require(
                !instant.isBefore(EARLIEST) && instant.isBefore(LATEST),
                field,
                "out-of-range",
                field + " must lie between 1970 and 2200.");
    }

    static void checkMedia(Checks checks, String field, List<Media> media) {
        checks.range(field, media.size(), 0, MEDIA);
        for (int i = 0; i < media.size(); i++) {
            Media item = media.get(i);
            String path = field + "[" + i + "]";
            checks.require(
                    item.url().length() <= URL && URL_FORM.matcher(item.url()).matches(),
                    path + ".url",
                    "format",
                    "A picture's address starts with http://, https:// or a single /.");
            checkText(checks, path + ".alt", item.alt(), 0, TITLE);
            checks.range(path + ".width", item.width(), 0, 100_000);
            checks.range(path + ".height", item.height(), 0, 100_000);
        }
    }

    /** For field paths: a caller's own text must not make an error message huge. */
    static String shorten(String text) {
        return text.length() <= 40 ? text : text.substring(0, 40);
    }
}
