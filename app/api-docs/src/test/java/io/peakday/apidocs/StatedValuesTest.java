package io.peakday.apidocs;

import static org.assertj.core.api.Assertions.assertThat;

import io.swagger.v3.oas.models.media.ArraySchema;
import io.swagger.v3.oas.models.media.IntegerSchema;
import io.swagger.v3.oas.models.media.JsonSchema;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.media.StringSchema;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is written about values is read as it is meant, and nothing is made of what says something else. */
class StatedValuesTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "none",
            value = {
                "The name shown, 1 to 120 characters; required.|1|120",
                "Up to 20,000 characters; empty if absent.|none|20000",
                "What is searched for, at most 200 characters.|none|200",
                "The EAN or UPC, 8, 12, 13 or 14 digits.|none|none",
                "A reason of 1 to 200 characters, or a note of 1 to 2,000 characters.|none|none",
                "1 to 2,000 characters, as a reason no more than 200; required.|1|2000",
                "Where the mails go.|none|none"
            })
    void lengthsOfTexts(String text, Integer least, Integer most) {
        Schema<?> schema = read(new StringSchema(), text);

        assertThat(schema.getMinLength()).isEqualTo(least);
        assertThat(schema.getMaxLength()).isEqualTo(most);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "none",
            value = {
                "Dead letters of a page, 1 to 200; 50 if left out.|1|200|50",
                "Units to add, 1 to 100,000; 1 if it is absent.|1|100000|1",
                "Pixels, 0 to 100,000; 0 if it is unknown or absent.|0|100000|none",
                "Units that went, up to 100,000,000 and not 0; required.|none|none|none",
                "In the minor unit: 1999 is 19.99 EUR.|none|none|none"
            })
    void rangesOfNumbers(String text, BigDecimal least, BigDecimal most, Integer absent) {
        Schema<?> schema = read(new IntegerSchema(), text);

        assertThat(schema.getMinimum()).isEqualTo(least);
        assertThat(schema.getMaximum()).isEqualTo(most);
        assertThat(schema.getDefault()).isEqualTo(absent);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "none",
            value = {
                "Its pictures in the order shown, up to 60; none if absent.|none|60",
                "The ids of 1 to 200 variants, repeated or separated by commas.|1|200",
                "At least one.|none|none"
            })
    void numbersOfItems(String text, Integer least, Integer most) {
        Schema<?> schema = read(new ArraySchema(), text);

        assertThat(schema.getMinItems()).isEqualTo(least);
        assertThat(schema.getMaxItems()).isEqualTo(most);
    }

    @Test
    void allValuesThatThereAre() {
        assertThat(read(new StringSchema(), "`held` (if absent), `published` or `rejected`, in any case.")
                        .getEnum())
                .isEqualTo(List.of("held", "published", "rejected"));
        assertThat(read(
                                new StringSchema(),
                                "`handled`; `still-failing`: it failed again, or never ran; `waits`: not yet.")
                        .getEnum())
                .isEqualTo(List.of("handled", "still-failing", "waits"));
        Schema<?> withDefault = read(new StringSchema(), "`standard`, `reduced` or `zero`; `standard` if absent.");
        assertThat(withDefault.getEnum()).isEqualTo(List.of("standard", "reduced", "zero"));
        assertThat(withDefault.getDefault()).isEqualTo("standard");
    }

    @Test
    void nullIsAmongThemWhereItMayBe() {
        JsonSchema schema = new JsonSchema();
        schema.setTypes(new LinkedHashSet<>(List.of("string", "null")));

        StatedValues.add(schema, "`planned` or `paused`, with `not-open`.");

        assertThat(schema.getEnum()).isEqualTo(Arrays.asList("planned", "paused", null));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "`next` of the page before.",
                "`urn:peakday:problem:` and the code.",
                "Who did it: `customer`, `guest` or `system`.",
                "`topic/partition@offset`, or `nothing`."
            })
    void otherWordsAreNotAllValues(String text) {
        assertThat(read(new StringSchema(), text).getEnum()).isNull();
    }

    @Test
    void codesAndExamples() {
        assertThat(read(new StringSchema(), "ISO 4217 code.").getPattern()).isEqualTo("^[A-Z]{3}$");
        assertThat(read(new StringSchema(), "ISO 3166-1 alpha-2, upper case.").getPattern())
                .isEqualTo("^[A-Z]{2}$");
        assertThat(read(new StringSchema(), "ISO 3166-1 alpha-2, in any case.").getPattern())
                .isEqualTo("^[A-Za-z]{2}$");
        assertThat(read(new StringSchema(), "A path, such as `/cart`.").getExample())
                .isEqualTo("/cart");
        assertThat(read(new StringSchema(), "An actor, such as `staff:0198…`.").getExample())
                .isNull();
    }

    @Test
    void whatTheSchemaSaysStands() {
        Schema<?> schema = read(new StringSchema().maxLength(9), "1 to 20 characters.");
        assertThat(schema.getMaxLength()).isEqualTo(9);

        JsonSchema either = new JsonSchema();
        either.setTypes(Set.of("string", "integer"));
        StatedValues.add(either, "1 to 12 characters.");
        assertThat(either.getMaxLength()).isNull();
    }

    private static Schema<?> read(Schema<?> schema, String text) {
        StatedValues.add(schema, text);
        assertThat(schema.getDefault()).as("only parameters have one").isNull();
        StatedValues.addDefault(schema, text);
        return schema;
    }
}
