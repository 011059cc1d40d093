package io.peakday.apidocs;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The errors that a method's Javadoc lists, read from what the build keeps beside its class ({@code Type__Javadoc.json}): the library
 * that reads the rest keeps one for each type of exception, and there are several of one type.
 */
final class RawJavadoc {
    private static final Pattern TAG = Pattern.compile("(?m)^\\s*@");
    private static final Pattern CODE = Pattern.compile("\\{@code ([^}]*)}");
    private static final Pattern SPACE = Pattern.compile("\\s+");
    private static final String THROWS = "throws ";

    private RawJavadoc() {}

    /** What follows the type in each {@code @throws}, as Markdown, in the order in which they are written. */
    static List<String> errors(Method method) {
        List<String> types = Arrays.stream(method.getParameterTypes())
                .map(Class::getCanonicalName)
                .toList();
        return read(method.getDeclaringClass())
                .path("methods")
                .valueStream()
                .filter(each -> each.path("name").asString().equals(method.getName()))
                .filter(each -> each.path("paramTypes")
                        .valueStream()
                        .map(JsonNode::asString)
                        .toList()
                        .equals(types))
                .flatMap(each -> TAG.splitAsStream(each.path("doc").asString()))
                .filter(tag -> tag.startsWith(THROWS))
                .map(tag -> SPACE.matcher(tag.strip()).replaceAll(" ").split(" ", 3))
                .map(words -> CODE.matcher(words.length < 3 ? "" : words[2]).replaceAll("`$1`"))
                .toList();
    }

    private static JsonNode read(Class<?> type) {
        String file = type.getName().substring(type.getPackageName().length() + 1) + "__Javadoc.json";
        try (InputStream in = type.getResourceAsStream(file)) {
            return in == null
                    ? JsonMapper.shared().createObjectNode()
                    : JsonMapper.shared().readTree(in);
        } catch (IOException e) {
            throw new UncheckedIOException(file, e);
        }
    }
}
