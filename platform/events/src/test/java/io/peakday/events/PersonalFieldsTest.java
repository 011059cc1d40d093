package io.peakday.events;

import static org.assertj.core.api.Assertions.assertThat;

import io.peakday.testkit.Seeds;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Personal fields are cut out of a payload's text and put back at their places, wherever these are. */
class PersonalFieldsTest {
    record Inner(
            @Nullable String first,
            @Nullable List<String> all,
            @Nullable Double number,
            @Nullable Inner deeper) {}

    record Outer(
            @Nullable String mail,
            @Nullable Inner a,
            @Nullable Boolean flag,
            @Nullable Inner b,
            @Nullable String last) {}

    private static final EventType<Outer> TYPE = new EventType<>("a.written", 1, "people", Outer.class)
            .sealing(
                    Personal.email("mail"),
                    Personal.text("a.first"),
                    new Personal("a.all", "[]"),
                    new Personal("a.deeper.number", "0"),
                    new Personal("b", "{}"),
                    new Personal("flag", "false"));

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\'',
            value = {
                "{}                                              | {}                     | ",
                "{\"last\":\"x\"}                                | {\"last\":\"x\"}       | ",
                "{\"mail\":\"x\"}                                | {}                     | {\"mail\":\"x\"}",
                "{\"mail\":\"x\",\"last\":\"y\"}                 | {\"last\":\"y\"}       | {\"mail\":\"x\"}",
                "{\"last\":\"y\",\"mail\":\"x\"}                 | {\"last\":\"y\"}       | {\"mail\":\"x\"}",
                "{\"mail\":\"x\",\"flag\":true}                  | {}                     | {\"mail\":\"x\",\"flag\":true}",
                "{\"mail\":\"x\",\"flag\":true,\"last\":\"y\"}   | {\"last\":\"y\"}       | {\"mail\":\"x\",\"flag\":true}",
                "{\"last\":\"y\",\"mail\":\"x\",\"flag\":true}   | {\"last\":\"y\"}       | {\"mail\":\"x\",\"flag\":true}",
                "{\"mail\":\"x\",\"last\":\"y\",\"flag\":true}   | {\"last\":\"y\"}       | {\"mail\":\"x\",\"flag\":true}",
                "{\"a\":{\"first\":\"x\"},\"last\":\"y\"}        | {\"a\":{},\"last\":\"y\"} | {\"a.first\":\"x\"}",
                "{\"a\":{\"number\":1.5,\"first\":\"x\"}}        | {\"a\":{\"number\":1.5}} | {\"a.first\":\"x\"}",
                "{\"a\":{\"deeper\":{\"number\":-1e3}}}          | {\"a\":{\"deeper\":{}}} | {\"a.deeper.number\":-1e3}",
                "{\"b\":{\"first\":\"}\",\"all\":[\"]\",\"{\"]}} | {}                     | {\"b\":{\"first\":\"}\",\"all\":[\"]\",\"{\"]}}",
                "{\"mail\":\"\\u00e4\\\",\\\"ü€😀\",\"last\":\"ü\"} | {\"last\":\"ü\"}       | {\"mail\":\"\\u00e4\\\",\\\"ü€😀\"}",
                "{\"last\":\"mail\",\"mail\":null}               | {\"last\":\"mail\"}    | {\"mail\":null}"
            })
    void areCutOutOfTheText(String payload, String rest, @Nullable String fields) {
        PersonalFields.Cut cut = PersonalFields.cut(TYPE, bytes(payload));

        assertThat(cut.rest()).asString(StandardCharsets.UTF_8).isEqualTo(rest);
        assertThat(cut.fields() == null ? null : new String(cut.fields(), StandardCharsets.UTF_8))
                .isEqualTo(fields);
        assertThat(EventJson.read(
                        TYPE,
                        PersonalFields.in(TYPE, cut.rest(), "")
                                .with(cut.fields() == null ? bytes("{}") : cut.fields())))
                .isEqualTo(EventJson.read(TYPE, bytes(payload)));
    }

    @Test
    void stayWhereTheyAreWhateverIsInThem() {
        Random random = new Random(Seeds.of(PersonalFieldsTest.class));
        byte[] secret = new byte[32];
        for (int i = 0; i < 5_000; i++) {
            Outer written = new Outer(
                    text(random), inner(random, 0), random.nextBoolean() ? null : true, inner(random, 0), text(random));
            byte[] sealed = Sealing.seal(TYPE, "key", written, secret);
            assertThat(Sealing.open(TYPE, "key", sealed, secret)).isEqualTo(written);
            Outer erased = Sealing.open(TYPE, "key", sealed, null);
            if (sealed.length > 2
                    && PersonalFields.in(TYPE, sealed, Sealing.FIELD).wantedText() != null) {
                assertThat(erased.mail()).isEqualTo(Personal.ERASED_EMAIL);
                assertThat(erased.flag()).isFalse();
                assertThat(erased.last()).isEqualTo(written.last());
                assertThat(erased.a() == null).isEqualTo(written.a() == null);
            }
        }
    }

    @Test
    void areReadFromTextThatSomebodyElseHasSetOut() {
        byte[] secret = new byte[32];
        String sealed = new String(
                Sealing.seal(TYPE, "key", new Outer("x", null, null, null, "y"), secret), StandardCharsets.UTF_8);
        String set = sealed.replace("{", "\n { ")
                .replace(":", " : ")
                .replace(",", " ,\t")
                .replace("}", " } \n");

        assertThat(Sealing.open(TYPE, "key", bytes(set), secret).mail()).isEqualTo("x");
        assertThat(Sealing.open(TYPE, "key", bytes(set), null).mail()).isEqualTo(Personal.ERASED_EMAIL);
    }

    private static @Nullable Inner inner(Random random, int depth) {
        return depth > 2 || random.nextInt(4) == 0
                ? null
                : new Inner(
                        text(random),
                        random.nextBoolean() ? null : List.of("a\"b", "", "é"),
                        random.nextBoolean() ? null : random.nextInt(1_000) / 8.0,
                        inner(random, depth + 1));
    }

    private static @Nullable String text(Random random) {
        return switch (random.nextInt(6)) {
            case 0 -> null;
            case 1 -> "";
            case 2 -> "\"},{\"mail\":\"";
            case 3 -> "\\\\\"\n\u0000\u2028";
            case 4 -> "grün 😀 ".repeat(random.nextInt(900));
            default -> Long.toString(random.nextLong());
        };
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
