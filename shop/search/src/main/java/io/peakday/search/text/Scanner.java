package io.peakday.search.text;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.lucene.analysis.miscellaneous.ASCIIFoldingFilter;

/**
 * Splits product texts into words; the same for documents and queries, so that both agree.
 *
 * <p>A general tokenizer breaks what matters most in a shop: it takes {@code dv7-1211ea} apart permanently, cuts
 * {@code 43.2} in two and drops the inch sign. Here a chunk between spaces gives its parts and, joined by hyphens, dots
 * or underscores, also their joined form at the same position; a number keeps its decimals; and a number followed by a
 * unit gives both words and the measure. Case, accents and the marks ® and ™ do not count.
 */
public final class Scanner {
    private static final int MAX_TEXT = 50_000;
    private static final int MAX_WORD = 40;
    private static final int MAX_JOINED_PARTS = 6;

    private static final Map<String, String> UNITS = Map.ofEntries(
            Map.entry("cm", "cm"),
            Map.entry("mm", "mm"),
            Map.entry("m", "m"),
            Map.entry("km", "km"),
            Map.entry("in", "in"),
            Map.entry("inch", "in"),
            Map.entry("inches", "in"),
            Map.entry("ft", "ft"),
            Map.entry("feet", "ft"),
            Map.entry("kb", "kb"),
            Map.entry("mb", "mb"),
            Map.entry("gb", "gb"),
            Map.entry("tb", "tb"),
            Map.entry("hz", "hz"),
            Map.entry("khz", "khz"),
            Map.entry("mhz", "mhz"),
            Map.entry("ghz", "ghz"),
            Map.entry("w", "w"),
            Map.entry("watt", "w"),
            Map.entry("watts", "w"),
            Map.entry("kw", "kw"),
            Map.entry("wh", "wh"),
            Map.entry("v", "v"),
            Map.entry("volt", "v"),
            Map.entry("volts", "v"),
            Map.entry("mah", "mah"),
            Map.entry("ah", "ah"),
            Map.entry("mg", "mg"),
            Map.entry("g", "g"),
            Map.entry("kg", "kg"),
            Map.entry("lb", "lb"),
            Map.entry("oz", "oz"),
            Map.entry("ml", "ml"),
            Map.entry("cl", "cl"),
            Map.entry("l", "l"),
            Map.entry("litre", "l"),
            Map.entry("litres", "l"),
            Map.entry("liter", "l"),
            Map.entry("liters", "l"),
            Map.entry("mp", "mp"),
            Map.entry("megapixel", "mp"),
            Map.entry("megapixels", "mp"));

    private final String text;
    private final List<Word> words = new ArrayList<>();
    private int position;

    private Scanner(String text) {
        this.text = text.length() <= MAX_TEXT ? text : text.substring(0, MAX_TEXT);
    }

    /** The words of a text in order; forms of one place follow each other. */
    public static List<Word> scan(String text) {
        Scanner scanner = new Scanner(text);
        scanner.chunks();
        return measures(scanner.words);
    }

    /** Letters and digits only, lower case, without accents: how part numbers are compared. */
    public static String code(String text) {
        StringBuilder out = new StringBuilder(text.length());
        for (int i = 0; i < text.length() && out.length() < 64; i++) {
            appendFolded(text.charAt(i), out);
        }
        return out.toString();
    }

    private void chunks() {
        int i = 0;
        int length = text.length();
        while (i < length) {
            if (!Character.isLetterOrDigit(text.charAt(i))) {
                i++;
                continue;
            }
            int end = i + 1;
            while (end < length && inChunk(end)) {
                end++;
            }
            chunk(i, end);
            i = end;
            if (i < length && isInchSign(text.charAt(i)) && Character.isDigit(text.charAt(i - 1))) {
                words.add(new Word("in", Word.Kind.PLAIN, position++, i, i + 1));
                i++;
            }
        }
    }

    /** A letter or digit, or a joining mark with a letter or digit after it. */
    private boolean inChunk(int i) {
        char c = text.charAt(i);
        if (Character.isLetterOrDigit(c) || Character.getType(c) == Character.NON_SPACING_MARK || ignorable(c)) {
            return true;
        }
        boolean joins = c == '-'
                || c == '.'
                || c == '_'
                || c == '\''
                || c == '’'
                || c == '‑'
                || (c == ',' && Character.isDigit(text.charAt(i - 1)));
        return joins
                && i + 1 < text.length()
                && (c == ',' ? Character.isDigit(text.charAt(i + 1)) : Character.isLetterOrDigit(text.charAt(i + 1)));
    }

    private void chunk(int start, int end) {
        int first = words.size();
        int firstPosition = position;
        StringBuilder joined = new StringBuilder();
        int i = start;
        while (i < end) {
            int partEnd = partEnd(i, end);
            String term = fold(i, partEnd);
            if (!term.isEmpty()) {
                joined.append(term);
                words.add(new Word(cut(term), Word.Kind.PLAIN, position++, i, partEnd));
            }
            i = partEnd + 1;
        }
        int parts = words.size() - first;
        if (parts >= 2 && parts <= MAX_JOINED_PARTS && joined.length() <= MAX_WORD) {
            words.add(
                    first + 1,
                    new Word(joined.toString().replace(".", ""), Word.Kind.JOINED, firstPosition, start, end));
        }
    }

    /** To the next joining mark; an apostrophe and a decimal point between digits do not end a part. */
    private int partEnd(int from, int end) {
        int i = from;
        while (i < end) {
            char c = text.charAt(i);
            boolean mark = !Character.isLetterOrDigit(c)
                    && !ignorable(c)
                    && Character.getType(c) != Character.NON_SPACING_MARK
                    && c != '\''
                    && c != '’';
            boolean decimal = (c == '.' || c == ',')
                    && i > from
                    && i + 1 < end
                    && Character.isDigit(text.charAt(i - 1))
                    && Character.isDigit(text.charAt(i + 1));
            if (mark && !decimal) {
                return i;
            }
            i++;
        }
        return end;
    }

    private String fold(int from, int to) {
        StringBuilder out = new StringBuilder(to - from);
        for (int i = from; i < to; i++) {
            char c = text.charAt(i);
            if (c == '.' || c == ',') {
                out.append('.');
            } else if ((c == '\'' || c == '’') && i + 2 == to && (text.charAt(i + 1) | 0x20) == 's') {
                break; // the possessive
            } else {
                appendFolded(c, out);
            }
        }
        return out.toString();
    }

    private static void appendFolded(char c, StringBuilder out) {
        if (c < 0x80) {
            if (Character.isLetterOrDigit(c)) {
                out.append(Character.toLowerCase(c));
            }
        } else if (!ignorable(c)) {
            char[] folded = new char[4];
            int n = ASCIIFoldingFilter.foldToASCII(new char[] {c}, 0, folded, 0, 1);
            for (int i = 0; i < n; i++) {
                if (Character.isLetterOrDigit(folded[i])) {
                    out.append(Character.toLowerCase(folded[i]));
                }
            }
        }
    }

    private static String cut(String term) {
        return term.length() <= MAX_WORD ? term : term.substring(0, MAX_WORD);
    }

    private static boolean ignorable(char c) {
        return c == '®' || c == '™' || c == '©' || c == '\u00AD' || c == '\u200B';
    }

    private static boolean isInchSign(char c) {
        return c == '"' || c == '″' || c == '”';
    }

    /** Adds the measures: {@code 43.2 cm} as {@code 43.2cm} at the number's place, {@code 512gb} also as its parts. */
    private static List<Word> measures(List<Word> words) {
        List<Word> out = new ArrayList<>(words.size() + 4);
        int shift = 0;
        for (int i = 0; i < words.size(); i++) {
            Word word = words.get(i);
            Word at = new Word(word.term(), word.kind(), word.position() + shift, word.start(), word.end());
            int digits = word.kind() == Word.Kind.PLAIN ? leadingNumber(word.term()) : 0;
            if (digits == 0) {
                out.add(at);
                continue;
            }
            if (digits == word.term().length()) {
                out.add(at);
                Word next = nextPlain(words, i);
                String unit = next == null ? null : UNITS.get(next.term());
                if (next != null && unit != null) {
                    out.add(new Word(word.term() + unit, Word.Kind.MEASURE, at.position(), at.start(), next.end()));
                }
                continue;
            }
            String unit = UNITS.get(word.term().substring(digits));
            if (unit == null) {
                out.add(at);
                continue;
            }
            int split = Math.min(at.end(), at.start() + digits);
            String number = word.term().substring(0, digits);
            out.add(new Word(number, Word.Kind.PLAIN, at.position(), at.start(), split));
            out.add(new Word(number + unit, Word.Kind.MEASURE, at.position(), at.start(), at.end()));
            shift++;
            out.add(new Word(unit, Word.Kind.PLAIN, at.position() + 1, split, at.end()));
        }
        return out;
    }

    private static @org.jspecify.annotations.Nullable Word nextPlain(List<Word> words, int i) {
        for (int next = i + 1; next < words.size() && next <= i + 2; next++) {
            if (words.get(next).kind() == Word.Kind.PLAIN) {
                return words.get(next);
            }
        }
        return null;
    }

    private static int leadingNumber(String term) {
        int i = 0;
        while (i < term.length() && (Character.isDigit(term.charAt(i)) || (i > 0 && term.charAt(i) == '.'))) {
            i++;
        }
        return i;
    }
}
