package io.peakday.apidocs;

import io.swagger.v3.oas.models.media.Schema;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What the text of a parameter or of a property says about its values, in a form for programs. It is read where it is written so:
 *
 * <ul>
 *   <li>of a text: {@code 1 to 120 characters}, {@code up to 500 characters}, {@code at most 500 characters}; {@code ISO 4217} and
 *       {@code ISO 3166-1 alpha-2} (in capital letters, unless {@code in any case} follows);
 *   <li>of a text, at the beginning, all values that there are: {@code `held` (not shown yet), `published` or `rejected`}, or
 *       {@code `held`: not shown yet; `published`: shown};
 *   <li>of a whole number: {@code 1 to 200}; of a list the same, or {@code up to 250}: how many;
 *   <li>an example: {@code such as `AB-1`};
 *   <li>a default, of parameters only: {@code 50 if absent}, {@code `held` (if absent)}, {@code 50 if left out}.
 * </ul>
 *
 * <p>What occurs twice with two meanings is not read, nor what the schema says already.
 */
final class StatedValues {
    private static final String NUMBER = "(\\d{1,3}(?:,\\d{3})+|\\d+)";
    private static final String BETWEEN = "(?<![\\w,.-])(?:" + NUMBER + " to |(?:[Uu]p to|[Aa]t most) )" + NUMBER;
    private static final Pattern LENGTHS = Pattern.compile(BETWEEN + " characters");
    private static final Pattern RANGE = Pattern.compile("(?<![\\w,.-])" + NUMBER + " to " + NUMBER);
    private static final Pattern COUNTS = Pattern.compile(BETWEEN);
    private static final Pattern WORD = Pattern.compile("`([A-Za-z][A-Za-z-]*)`(?: \\([^)]*\\)|: [^;]*)?");
    private static final Pattern SEPARATOR = Pattern.compile("[,;] (?:or )?| or ");
    private static final Pattern DEFAULT =
            Pattern.compile("`?([\\w-]+)`? (?:\\((?:[^()]*, )?)?if (?:it is )?(?:absent|left out)");
    private static final Pattern EXAMPLE = Pattern.compile("such as `([^`…]+)`");
    private static final Pattern COUNTRY = Pattern.compile("ISO 3166-1 alpha-2(, in any case)?");

    private final Schema<Object> schema;
    private final String text;

    private StatedValues(Schema<Object> schema, String text) {
        this.schema = schema;
        this.text = text;
    }

    /** Adds to a schema what a text, in Markdown, says of its values. */
    @SuppressWarnings("unchecked")
    static void add(Schema<?> schema, String text) {
        StatedValues values = new StatedValues((Schema<Object>) schema, text);
        switch (values.type()) {
            case "string" -> values.ofText();
            case "integer" -> values.ofNumber();
            case "array" -> values.ofList();
            default -> {
                // Nothing is said of others.
            }
        }
    }

    /**
     * Adds what is meant where nothing is sent. Not for properties: generators of clients take one with a default for one that is always
     * there, and ask for it.
     */
    @SuppressWarnings("unchecked")
    static void addDefault(Schema<?> schema, String text) {
        Matcher stated = DEFAULT.matcher(text);
        if (schema.getDefault() == null && stated.find()) {
            String meant = stated.group(1);
            if (schema.getEnum() != null && schema.getEnum().contains(meant)) {
                ((Schema<Object>) schema).setDefault(meant);
            } else if ("integer".equals(new StatedValues((Schema<Object>) schema, text).type())
                    && meant.matches("\\d+")) {
                ((Schema<Object>) schema).setDefault(Integer.valueOf(meant));
            }
        }
    }

    /** The only type but null; empty if there are several. */
    private String type() {
        if (schema.getTypes() == null) {
            return schema.getType() == null ? "" : schema.getType();
        }
        return schema.getTypes().stream().filter(type -> !type.equals("null")).collect(Collectors.joining());
    }

    private void ofText() {
        if (schema.getFormat() != null || schema.getPattern() != null) {
            return;
        }
        List<Object> words = schema.getEnum() == null ? words() : schema.getEnum();
        if (words.size() > 1) {
            schema.setEnum(words);
            return;
        }
        Matcher country = COUNTRY.matcher(text);
        if (country.find()) {
            schema.setPattern(country.group(1) == null ? "^[A-Z]{2}$" : "^[A-Za-z]{2}$");
        } else if (text.contains("ISO 4217")) {
            schema.setPattern("^[A-Z]{3}$");
        } else if (schema.getMaxLength() == null) {
            only(LENGTHS).ifPresent(found -> {
                given(found.group(1), least -> schema.setMinLength(least.intValue()));
                given(found.group(2), most -> schema.setMaxLength(most.intValue()));
            });
        }
        Matcher example = EXAMPLE.matcher(text);
        if (schema.getExample() == null && example.find()) {
            schema.setExample(example.group(1));
        }
    }

    /** All values of a text that begins with a list of them; fewer than two if it does not. */
    private List<Object> words() {
        List<Object> words = new ArrayList<>();
        Matcher word = WORD.matcher(text);
        Matcher separator = SEPARATOR.matcher(text);
        int at = 0;
        while (word.region(at, text.length()).lookingAt()) {
            if (!words.contains(word.group(1))) {
                words.add(word.group(1));
            }
            at = word.end();
            if (separator.region(at, text.length()).lookingAt()) {
                at = separator.end();
            }
        }
        if (words.size() > 1 && schema.getTypes() != null && schema.getTypes().contains("null")) {
            words.add(null);
        }
        return words;
    }

    private void ofNumber() {
        if (schema.getMaximum() == null) {
            only(RANGE).ifPresent(found -> {
                given(found.group(1), schema::setMinimum);
                given(found.group(2), schema::setMaximum);
            });
        }
    }

    private void ofList() {
        only(COUNTS).ifPresent(found -> {
            given(found.group(1), least -> schema.setMinItems(least.intValue()));
            given(found.group(2), most -> schema.setMaxItems(most.intValue()));
        });
    }

    private Optional<MatchResult> only(Pattern pattern) {
        List<MatchResult> found = pattern.matcher(text).results().toList();
        return found.size() == 1 ? Optional.of(found.getFirst()) : Optional.empty();
    }

    private static void given(@Nullable String number, Consumer<BigDecimal> to) {
        if (number != null) {
            to.accept(new BigDecimal(number.replace(",", "")));
        }
    }
}
