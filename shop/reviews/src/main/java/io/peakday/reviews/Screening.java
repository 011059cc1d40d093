package io.peakday.reviews;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Decides whether a review is published at once or waits for a moderator, and why. A pure decision. */
final class Screening {
    private static final Pattern LINK = Pattern.compile("(?i)\\bhttps?://|\\bwww\\.[a-z0-9-]+\\.[a-z]{2,}");
    private static final Pattern EMAIL = Pattern.compile("[\\w.+-]+@[\\w-]+\\.[\\w.-]+");
    private static final Pattern PHONE = Pattern.compile("(?<!\\w)\\+?\\d(?:[ ()/.-]?\\d){8,14}(?!\\w)");
    private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{N}'-]+");

    private final boolean holdAll;
    private final Set<String> holdWords;

    Screening(ReviewsSettings settings) {
        this.holdAll = settings.holdAll();
        this.holdWords = settings.holdWords().stream()
                .map(word -> word.toLowerCase(Locale.ROOT))
                .collect(Collectors.toSet());
    }

    /** Why the review has to wait; empty if it need not. */
    Optional<String> holdReason(ReviewDraft draft) {
        for (String text : List.of(draft.author(), draft.title(), draft.text())) {
            if (LINK.matcher(text).find()) {
                return Optional.of("It contains a link.");
            }
            if (EMAIL.matcher(text).find()) {
                return Optional.of("It contains an e-mail address.");
            }
            if (PHONE.matcher(text).find()) {
                return Optional.of("It contains what looks like a telephone number.");
            }
            Matcher words = WORD.matcher(text);
            while (words.find()) {
                if (holdWords.contains(words.group().toLowerCase(Locale.ROOT))) {
                    return Optional.of("It contains a word on the list.");
                }
            }
        }
        return holdAll ? Optional.of("Every review is read before it is published.") : Optional.empty();
    }
}
