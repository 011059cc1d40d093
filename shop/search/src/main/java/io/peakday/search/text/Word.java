package io.peakday.search.text;

/**
 * One word of a text.
 *
 * @param term lower case, accents folded, without punctuation
 * @param position words of equal position are forms of the same place; starts at 0
 * @param start where it stands in the text, in UTF-16 units
 * @param end exclusive
 */
public record Word(String term, Kind kind, int position, int start, int end) {
    public enum Kind {
        PLAIN,
        /** The parts of a hyphenated chunk written together: {@code dv7-1211ea} gives {@code dv71211ea}. */
        JOINED,
        /** A number with its unit: {@code 43.2 cm}, {@code 17"} and {@code 17-inch} give {@code 43.2cm}, {@code 17in}. */
        MEASURE
    }

    public boolean hasDigit() {
        return term.chars().anyMatch(Character::isDigit);
    }

    /** Letters and digits mixed, or a long number: what part numbers look like. */
    public boolean looksLikeCode() {
        return kind != Kind.MEASURE
                && hasDigit()
                && term.indexOf('.') < 0
                && (term.length() >= 6 || (term.length() >= 4 && term.chars().anyMatch(Character::isLetter)));
    }
}
