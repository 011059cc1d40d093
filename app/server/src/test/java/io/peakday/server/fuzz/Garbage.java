package io.peakday.server.fuzz;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.temporal.Temporal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.UUID;

/**
 * Values that nobody should send: near misses of what a route expects, and far ones. Everything comes from one seeded
 * source, so that a run can be repeated.
 */
final class Garbage {
    private static final List<String> NUMBERS = List.of(
            "0",
            "1",
            "-1",
            "2",
            "50",
            "2147483647",
            "2147483648",
            "-2147483649",
            "9223372036854775807",
            "-9223372036854775808",
            "9223372036854775808",
            "0.5",
            "-0.0",
            "1e2",
            "1e400",
            "-1e-400",
            "1e999999999",
            "1e-999999999",
            "1e99999999999",
            "-9223372036854775809",
            "92233720368547758.07",
            "4611686018427387904",
            "123456789012345678901234567890");
    private static final List<String> TEXTS = List.of(
            "",
            " ",
            "\u0000",
            "a\u0000b",
            "\ud800",
            "x\udfff\ud83d",
            "🦊🦊",
            "\u202eabc",
            "e\u0301\u0301\u0301",
            "'; drop table orders.orders; --",
            "%' or 1=1 --",
            "<script>alert(1)</script>",
            "../../../../etc/passwd",
            "${jndi:ldap://127.0.0.1/a}",
            "null",
            "undefined",
            "NaN",
            "true",
            "kim@example.com",
            "@",
            "a@b",
            "2026-01-01",
            "2026-01-01T00:00:00Z",
            "+999999999-12-31T23:59:59Z",
            "-1000000000-01-01T00:00:00Z",
            "EUR",
            "DE",
            "standard",
            "\"1\"",
            "W/\"1\"",
            "*",
            "-",
            "\\",
            "\r\nSet-Cookie: a=b",
            "PD-2026-000000",
            "{}",
            "[1]",
            "Infinity",
            "+1",
            "0x10",
            "01",
            "1_000",
            "\uff11\uff12",
            " 1 ",
            ",",
            "a,,b",
            "9".repeat(2_000));

    private static final List<String> TIMES = List.of(
            "2026-01-01T00:00:00Z",
            "2026-01-01T00:00:00+18:00",
            "0000-01-01T00:00:00Z",
            "-4713-01-01T00:00:00Z",
            "+294277-01-01T00:00:00Z",
            "+999999999-12-31T23:59:59Z",
            "+1000000000-12-31T23:59:59.999999999Z",
            "-1000000000-01-01T00:00:00Z",
            "2026-02-30T00:00:00Z",
            "2026-01-01",
            "now");

    private final Random random;
    private final List<String> known;
    /** Once is enough for one request. */
    private boolean tooMuch;

    /** @param known ids and words that exist in the store, so that some requests get further than the others */
    Garbage(long seed, List<String> known) {
        this.random = new Random(seed);
        this.known = known;
    }

    boolean chance(int percent) {
        return random.nextInt(100) < percent;
    }

    <T> T one(List<T> of) {
        return of.get(random.nextInt(of.size()));
    }

    int number(int below) {
        return random.nextInt(below);
    }

    /** A text: known to the store, nasty, or random. */
    String text() {
        return switch (random.nextInt(8)) {
            case 0, 1, 2 -> one(known);
            case 3, 4, 5 -> one(TEXTS);
            case 6 -> one(NUMBERS);
            default -> random(random.nextInt(chance(5) ? 3000 : 40));
        };
    }

    /** What a parameter of that type may come as: not at all, once, several times, blank, half right. */
    List<String> parameter(Type type) {
        Type one = type;
        if (type instanceof ParameterizedType generic
                && Collection.class.isAssignableFrom((Class<?>) generic.getRawType())) {
            one = generic.getActualTypeArguments()[0];
        } else if (chance(80)) {
            return List.of(word(one));
        }
        List<String> values = new ArrayList<>();
        for (int i = chance(3) ? 200 : random.nextInt(5); i > 0; i--) {
            values.add(!values.isEmpty() && chance(30) ? values.getLast() : word(one));
        }
        if (chance(20)) {
            return List.of(String.join(",", values));
        }
        return values;
    }

    private String word(Type type) {
        if (chance(15)) {
            return one(List.of("", "", " ", "\t", ",", "null"));
        }
        if (!(type instanceof Class<?> plain) || chance(25)) {
            return text();
        }
        List<String> names = DeclaredNames.of(plain);
        if (!names.isEmpty()) {
            String name = one(names);
            return chance(70) ? name : one(List.of(name.toLowerCase(Locale.ROOT), " " + name, name + ",", name + "X"));
        }
        if (plain == UUID.class) {
            return chance(60) ? one(known) : new UUID(random.nextLong(), random.nextLong()).toString();
        }
        if (plain == boolean.class || plain == Boolean.class) {
            return one(List.of("true", "false", "on", "yes", "2"));
        }
        if (plain.isPrimitive() || Number.class.isAssignableFrom(plain)) {
            return one(NUMBERS);
        }
        return Temporal.class.isAssignableFrom(plain) ? one(TIMES) : text();
    }

    private String random(int length) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < length; i++) {
            text.append((char) (chance(80) ? 32 + random.nextInt(95) : random.nextInt(0x10000)));
        }
        return text.toString();
    }

    /** A text as it can stand in a path or a query; now and then not even UTF-8. */
    String encoded(String text) {
        if (chance(3)) {
            return one(List.of("%00", "%FF%FE", "%ED%A0%80", "%C0%AF", "%E2%82"));
        }
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    /** JSON that fits the type more or less: a third of its values are of another type, null or missing. */
    String json(Type type, int depth) {
        if (depth > 6 || chance(6)) {
            return anyJson(depth);
        }
        if (type instanceof ParameterizedType generic && generic.getRawType() instanceof Class<?> raw) {
            if (Collection.class.isAssignableFrom(raw)) {
                return list(generic.getActualTypeArguments()[0], depth);
            }
            if (Map.class.isAssignableFrom(raw)) {
                return map(generic.getActualTypeArguments()[1], depth);
            }
            return raw.isRecord() ? object(raw, depth) : "{" + quoted(text()) + ":" + anyJson(depth + 1) + "}";
        }
        if (!(type instanceof Class<?> plain)) {
            return anyJson(depth);
        }
        List<String> names = DeclaredNames.of(plain);
        if (!names.isEmpty()) {
            String name = one(names);
            return chance(85) ? quoted(name) : one(List.of("\"\"", "\" \"", "0", "-1", "99", quoted(name + " ")));
        }
        if (plain.isRecord()) {
            return object(plain, depth);
        }
        if (plain == UUID.class) {
            return quoted(chance(70) ? one(known) : new UUID(random.nextLong(), random.nextLong()).toString());
        }
        if (plain == boolean.class || plain == Boolean.class) {
            return one(List.of("true", "false"));
        }
        if (plain.isPrimitive() || Number.class.isAssignableFrom(plain) || plain == BigDecimal.class) {
            return one(NUMBERS);
        }
        if (Temporal.class.isAssignableFrom(plain)) {
            return quoted(one(TIMES));
        }
        return plain == String.class ? quoted(text()) : anyJson(depth);
    }

    private String object(Class<?> type, int depth) {
        List<String> members = new ArrayList<>();
        for (RecordComponent component : type.getRecordComponents()) {
            if (!chance(8)) {
                members.add(quoted(component.getName()) + ":" + json(component.getGenericType(), depth + 1));
            }
        }
        if (chance(10)) {
            members.add(quoted(text()) + ":" + anyJson(depth + 1));
        }
        return "{" + String.join(",", members) + "}";
    }

    private String list(Type of, int depth) {
        List<String> items = new ArrayList<>();
        for (int i = chance(3) ? 600 : random.nextInt(4); i > 0; i--) {
            items.add(chance(8) ? "null" : !items.isEmpty() && chance(10) ? items.getLast() : json(of, depth + 2));
        }
        return "[" + String.join(",", items) + "]";
    }

    private String map(Type of, int depth) {
        List<String> members = new ArrayList<>();
        for (int i = chance(3) ? 600 : random.nextInt(4); i > 0; i--) {
            members.add(quoted(text()) + ":" + (chance(8) ? "null" : json(of, depth + 2)));
        }
        return "{" + String.join(",", members) + "}";
    }

    private String anyJson(int depth) {
        if (!tooMuch && chance(3)) {
            tooMuch = true;
            return tooMuch();
        }
        return switch (random.nextInt(depth > 6 ? 5 : 8)) {
            case 0 -> "null";
            case 1 -> one(List.of("true", "false"));
            case 2 -> one(NUMBERS);
            case 3, 4 -> quoted(text());
            case 5 -> "[" + anyJson(depth + 1) + "," + anyJson(depth + 1) + "]";
            case 6 -> "{" + quoted(text()) + ":" + anyJson(depth + 1) + "}";
            default -> "[]";
        };
    }

    /** Well-formed, but deeper, longer or more than anybody needs. */
    private String tooMuch() {
        int deep = one(List.of(20, 31, 32, 33, 400));
        return switch (random.nextInt(5)) {
            case 0 -> "[".repeat(deep) + "]".repeat(deep);
            case 1 -> "{\"a\":".repeat(deep) + "null" + "}".repeat(deep);
            case 2 -> "9".repeat(one(List.of(63, 64, 65, 1_001)));
            case 3 -> quoted("x".repeat(one(List.of(1_000, 20_000, 199_999, 200_001))));
            default -> "[" + "null,".repeat(one(List.of(1_000, 99_999))) + "null]";
        };
    }

    /** What is no JSON at all, or far too much of it. */
    byte[] wrongBody() {
        return switch (random.nextInt(8)) {
            case 0 -> new byte[0];
            case 1 -> "{\"a\":".getBytes(StandardCharsets.UTF_8);
            case 2 -> "[".repeat(20_000).getBytes(StandardCharsets.UTF_8);
            case 3 -> "{\"a\":".repeat(5_000).getBytes(StandardCharsets.UTF_8);
            case 4 -> ("{\"quantity\":" + "9".repeat(5_000) + "}").getBytes(StandardCharsets.UTF_8);
            case 5 -> ("\"" + "x".repeat(1_200_000) + "\"").getBytes(StandardCharsets.UTF_8);
            case 6 -> new byte[] {'{', '"', (byte) 0xFF, (byte) 0xC0, '"', ':', '1', '}'};
            default -> ("\ufeff{\"a\":1,\"a\":2}x").getBytes(StandardCharsets.UTF_8);
        };
    }

    /** As a JSON string; what UTF-8 cannot carry is escaped. */
    static String quoted(String text) {
        StringBuilder json = new StringBuilder("\"");
        text.chars().forEach(c -> {
            if (c < ' ' || c == '"' || c == '\\' || Character.isSurrogate((char) c)) {
                json.append("\\u%04x".formatted(c));
            } else {
                json.append((char) c);
            }
        });
        return json.append('"').toString();
    }
}
