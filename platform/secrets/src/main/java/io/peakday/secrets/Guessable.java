package io.peakday.secrets;

import java.util.Collection;
import java.util.List;
import java.util.Locale;

/** What makes a password guessable without any list: few different characters, runs, and words that everybody knows here. */
final class Guessable {
    private static final int MIN_DIFFERENT = 4;
    private static final int MIN_WITHOUT_RUNS = 6;
    private static final int MIN_BESIDE_WORDS = 5;
    private static final int MIN_LETTERS_BESIDE_WORDS = 3;
    private static final int MIN_WORD = 4;
    private static final int MAX_TAIL = 6;
    private static final int RUN = 3;

    /** Neighbours on the keyboards of English, German and French typists. */
    private static final List<String> ROWS = List.of(
            "1234567890", "qwertyuiop", "qwertzuiop", "azertyuiop", "asdfghjkl", "qsdfghjklm", "zxcvbnm", "yxcvbnm");

    private Guessable() {}

    /** {@code aaaaaaaaaa}, {@code abcabcabc}, {@code 12345678}, {@code qwertyasdf}. */
    static boolean isPattern(String lower) {
        return lower.codePoints().distinct().count() < MIN_DIFFERENT
                || isRepeated(lower)
                || lengthWithoutRuns(lower) < MIN_WITHOUT_RUNS;
    }

    /** Whether next to nothing is left without these words: {@code peakday123}. */
    static boolean isMadeOf(String lower, Collection<String> words) {
        String plain = plain(lower);
        String left = plain;
        for (String word : words) {
            if (word.length() >= MIN_WORD) {
                left = left.replace(word, "").replace(plain(word), "");
            }
        }
        if (left.equals(plain)) {
            return false;
        }
        // Counted in what was typed: a digit that could stand for a letter is a digit in the tail of a word.
        long letters = lower.codePoints().filter(Character::isLetter).count()
                - (plain.codePoints().filter(Character::isLetter).count()
                        - left.codePoints().filter(Character::isLetter).count());
        return left.codePointCount(0, left.length()) < MIN_BESIDE_WORDS
                || (letters < MIN_LETTERS_BESIDE_WORDS && left.length() <= MAX_TAIL);
    }

    /** The word behind {@code Summer2026!}: what is left without a short tail of digits and signs. */
    static String stem(String lower) {
        int end = lower.length();
        while (end > 0 && lower.length() - end < MAX_TAIL && !Character.isLetter(lower.charAt(end - 1))) {
            end--;
        }
        return lower.substring(0, end);
    }

    /** Without the digits and signs that stand for letters: {@code p@ssw0rd}. */
    static String plain(String lower) {
        StringBuilder plain = new StringBuilder(lower.length());
        lower.chars()
                .map(c -> switch (c) {
                    case '0' -> 'o';
                    case '1', '!' -> 'i';
                    case '3' -> 'e';
                    case '4', '@' -> 'a';
                    case '5', '$' -> 's';
                    case '7' -> 't';
                    default -> c;
                })
                .forEach(c -> plain.append((char) c));
        return plain.toString();
    }

    /** The words of a text by which it is recognised: an address's parts, a name's, a host's. */
    static List<String> words(String text) {
        return List.of(text.toLowerCase(Locale.ROOT).split("[^\\p{L}\\p{N}]+")).stream()
                .filter(word -> word.length() >= MIN_WORD)
                .toList();
    }

    /** What is written several times over, once, with or without a sign between: {@code dragon} of {@code dragon-dragon}. */
    static String once(String text) {
        for (int unit = MIN_WORD; unit <= text.length() / 2; unit++) {
            String word = text.substring(0, unit);
            String rest = text.substring(unit);
            int sign = Character.isLetterOrDigit(rest.charAt(0)) ? 0 : 1;
            String again = rest.substring(0, sign) + word;
            if (rest.length() % again.length() == 0
                    && again.repeat(rest.length() / again.length()).equals(rest)) {
                return word;
            }
        }
        return text;
    }

    private static boolean isRepeated(String text) {
        for (int unit = 1; unit <= text.length() / 2; unit++) {
            if (text.length() % unit == 0
                    && text.substring(0, unit).repeat(text.length() / unit).equals(text)) {
                return unit < MIN_WITHOUT_RUNS;
            }
        }
        return false;
    }

    /** Every run of three or more counts as two. */
    private static int lengthWithoutRuns(String text) {
        int counted = 0;
        int at = 0;
        while (at < text.length()) {
            int run = runAt(text, at);
            counted += run >= RUN ? 2 : 1;
            at += run >= RUN ? run : 1;
        }
        return counted;
    }

    private static int runAt(String text, int at) {
        int longest = 1;
        for (Step step : Step.values()) {
            int end = at + 1;
            while (end < text.length() && step.leads(text.charAt(end - 1), text.charAt(end))) {
                end++;
            }
            longest = Math.max(longest, end - at);
        }
        return longest;
    }

    /** How one character of a run leads to the next. */
    private enum Step {
        SAME,
        UP,
        DOWN,
        RIGHT,
        LEFT;

        boolean leads(char from, char to) {
            return switch (this) {
                case SAME -> from == to;
                case UP -> to == from + 1;
                case DOWN -> to == from - 1;
                case RIGHT -> neighbours(from, to);
                case LEFT -> neighbours(to, from);
            };
        }

        private static boolean neighbours(char left, char right) {
            return ROWS.stream().anyMatch(row -> {
                int at = row.indexOf(left);
                return at >= 0 && at + 1 < row.length() && row.charAt(at + 1) == right;
            });
        }
    }
}
