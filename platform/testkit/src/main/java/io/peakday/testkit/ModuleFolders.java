package io.peakday.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The modules of the build by their folders, the lowest first, as the root's {@code pom.xml} lists them.
 *
 * @param all such as {@code shop/cart}
 */
public record ModuleFolders(List<String> all) {
    private static final Pattern MODULE = Pattern.compile("<module>([a-z]+/[a-z-]+)</module>");

    /** Of the program whose folder this is. */
    public static ModuleFolders in(Path root) {
        try {
            return new ModuleFolders(MODULE.matcher(Files.readString(root.resolve("pom.xml")))
                    .results()
                    .map(module -> module.group(1))
                    .toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The package of a module below {@code io.peakday}, which has no hyphen: {@code commandkit} of {@code platform/command-kit}. */
    public static String packageOf(String module) {
        return module.substring(module.indexOf('/') + 1).replace("-", "");
    }

    /**
     * The module whose package a class is in.
     *
     * @throws IllegalArgumentException if there is none
     */
    public String of(String className) {
        return all.stream()
                .filter(module -> className.startsWith("io.peakday." + packageOf(module) + "."))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(className + " is in no module's package"));
    }
}
