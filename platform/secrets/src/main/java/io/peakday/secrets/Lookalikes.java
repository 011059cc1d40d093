package io.peakday.secrets;

import java.text.Normalizer;
import java.text.Normalizer.Form;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What a password looks like to whoever guesses: without characters that nobody sees, and without accents. */
final class Lookalikes {
    /** Format and control characters, fillers of Hangul, and selectors of variants. */
    private static final Pattern INVISIBLE =
            Pattern.compile("[\\p{Cf}\\p{Cc}\\u034F\\u115F\\u1160\\u3164\\uFFA0\\uFE00-\\uFE0F\\x{E0100}-\\x{E01EF}]");

    /** Not every mark: those of other scripts are vowels, without which words of any meaning are the same. */
    private static final Pattern ACCENTS = Pattern.compile("\\p{InCombiningDiacriticalMarks}");

    private Lookalikes() {}

    /** Without what nobody sees. */
    static String visible(String text) {
        return INVISIBLE.matcher(text).replaceAll("");
    }

    /** In small letters of their usual form: as it is, and without accents if it has any. */
    static List<String> forms(String text) {
        String usual = Normalizer.normalize(text, Form.NFKC);
        String bare = ACCENTS.matcher(Normalizer.normalize(text, Form.NFKD)).replaceAll("");
        return Stream.of(usual, Normalizer.normalize(bare, Form.NFKC))
                .map(form -> form.toLowerCase(Locale.ROOT))
                .distinct()
                .toList();
    }
}
