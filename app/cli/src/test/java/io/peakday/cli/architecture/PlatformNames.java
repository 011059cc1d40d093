package io.peakday.cli.architecture;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Where the platform names modules that stand above it: in the names and texts of its Java, and in its templates, scripts and YAML files.
 * Comments, but those of scripts, may name whom they like; migrations do not change.
 */
final class PlatformNames {
    /** What means something of its own in the platform, too: its kits, a search field, who is waiting, a server, the command line. */
    private static final Set<String> WORDS =
            Set.of("cli", "console", "contracts", "search", "server", "storefront", "waiting");

    /** A text block, a string or a character, which may hold what looks like a comment; or a comment. */
    private static final Pattern JAVA = Pattern.compile(
            "\"\"\"(?:[^\"\\\\]++|(?s:\\\\.)|\"(?!\"\"))*+\"\"\"|\"(?:[^\"\\\\\n]++|\\\\.)*+\"|'(?:[^'\\\\\n]++|\\\\.)++'"
                    + "|(/\\*[^*]*+(?:\\*(?!/)[^*]*+)*+\\*/|//[^\n]*+)");

    private static final Pattern JTE = Pattern.compile("(<%--(?s:.)*?--%>)");
    private static final Pattern YAML = Pattern.compile("(?m)(?:^|\\s)(#.*)$");

    /** What is a comment in files of this ending. A script may have anything between slashes, so none of it is taken for one. */
    private static final Map<String, Pattern> COMMENTS =
            Map.of("java", JAVA, "jte", JTE, "yaml", YAML, "yml", YAML, "js", Pattern.compile("((?!))"));

    /** A word of a name such as {@code placedCheckouts}, {@code CHECKOUT_ID} and {@code /checkouts}. */
    private static final Pattern WORD = Pattern.compile("[A-Z]?[a-z]+|[A-Z]+(?![a-z])");

    private PlatformNames() {}

    /** Names of modules above that the platform's files name: {@code file: module}. */
    static SortedSet<String> of(Path root) throws IOException {
        Set<String> above = modulesAbove(root);
        SortedSet<String> found = new TreeSet<>();
        for (Path file : Sources.in(root, "/src/main/")) {
            String name = root.relativize(file).toString();
            Pattern comments = COMMENTS.get(name.substring(name.lastIndexOf('.') + 1));
            if (name.startsWith("platform/") && comments != null) {
                for (String module : in(withoutComments(Files.readString(file), comments), above)) {
                    found.add(name + ": " + module);
                }
            }
        }
        return found;
    }

    private static Set<String> modulesAbove(Path root) throws IOException {
        Set<String> names = new TreeSet<>();
        for (String layer : List.of("shop", "app")) {
            try (Stream<Path> modules = Files.list(root.resolve(layer))) {
                names.addAll(modules.filter(Files::isDirectory)
                        .map(module -> module.getFileName().toString())
                        .collect(Collectors.toSet()));
            }
        }
        names.removeAll(WORDS);
        return names;
    }

    private static SortedSet<String> in(String text, Set<String> above) {
        SortedSet<String> found = new TreeSet<>();
        Matcher word = WORD.matcher(text);
        while (word.find()) {
            String one = word.group().toLowerCase(Locale.ROOT);
            above.stream()
                    .filter(module -> one.equals(module) || one.equals(module + 's'))
                    .forEach(found::add);
        }
        return found;
    }

    private static String withoutComments(String text, Pattern comments) {
        return comments.matcher(text)
                .replaceAll(part -> part.group(1) == null ? Matcher.quoteReplacement(part.group()) : " ");
    }
}
