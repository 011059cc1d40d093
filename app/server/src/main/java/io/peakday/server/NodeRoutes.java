package io.peakday.server;

import io.peakday.engines.NodeModules;
import io.peakday.engines.PrivateFile;
import io.peakday.kernel.Failure;
import io.peakday.web.DeclaredRoutes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Which routes a node answers, and which module each belongs to: written at its start into {@code run/routes} of its folder, one line
 * of module, method and pattern each, so that a balancer can be configured with what to send where.
 */
public final class NodeRoutes {
    private static final Pattern PAGES = Pattern.compile("^io\\.peakday\\.[a-z]+\\.(console|storefront)(\\.|$)");

    /**
     * A route.
     *
     * @param module by whose code it is answered; {@code console} or {@code storefront} for the pages of any
     * @param method {@code GET} …, or {@code *}
     * @param pattern {@code /p/*}: {@code *} stands for one segment, {@code **} at the end for any rest
     */
    public record Owned(String module, String method, String pattern) {}

    private NodeRoutes() {}

    static void write(Path data, DeclaredRoutes routes, NodeModules modules) {
        List<Owned> owned = new ArrayList<>();
        routes.mapped()
                .forEach(route -> owner(route.type(), modules)
                        .ifPresent(module -> owned.add(new Owned(module, route.method(), route.pattern()))));
        String text = owned.stream()
                .distinct()
                .sorted(Comparator.comparing(Owned::pattern).thenComparing(Owned::method))
                .map(route -> route.module() + " " + route.method() + " " + route.pattern() + "\n")
                .collect(Collectors.joining());
        try {
            Files.createDirectories(file(data).getParent());
            PrivateFile.write(file(data), text);
        } catch (IOException e) {
            throw Failure.unavailable(
                    "store.data-folder", "The data folder " + data + " cannot be written: " + e.getMessage(), e);
        }
    }

    /** A module's pages are where the console or the storefront is, so they go where that goes. */
    private static Optional<String> owner(Class<?> type, NodeModules modules) {
        Matcher pages = PAGES.matcher(type.getPackageName());
        return pages.find() ? Optional.of(pages.group(1)) : modules.owner(type);
    }

    /** What the node with this folder answers, or answered when it last ran; none where an older version wrote nothing. */
    public static List<Owned> of(Path data) {
        try {
            return Files.readAllLines(file(data)).stream()
                    .map(line -> line.split(" ", 3))
                    .filter(parts -> parts.length == 3)
                    .map(parts -> new Owned(parts[0], parts[1], parts[2]))
                    .toList();
        } catch (NoSuchFileException e) {
            return List.of();
        } catch (IOException e) {
            throw Failure.internal("store.run-file", "The file " + file(data) + " cannot be read.", e);
        }
    }

    private static Path file(Path data) {
        return data.resolve("run").resolve("routes");
    }
}
