package io.peakday.edge.shed;

import io.peakday.web.Priority;
import io.peakday.web.RoutePriority;
import io.peakday.web.RouteRule;
import io.peakday.web.RouteTable;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What a request is worth, by its route and by who says to be asking. Immutable. */
final class Routes {
    /** Parts of the names by which crawlers introduce themselves (RFC 9110, section 10.1.5, asks them to). */
    private static final List<String> CRAWLERS = List.of("bot", "crawl", "spider", "slurp", "archiver", "preview");

    private final List<RoutePriority> areas;
    private final RouteTable<Priority> routes = new RouteTable<>();
    private final RouteTable<Priority> rushes = new RouteTable<>();

    /**
     * @param areas what routes are worth of which nothing is said
     * @param rules what is said of routes
     */
    Routes(List<RoutePriority> areas, List<RouteRule> rules) {
        this.areas = areas.stream()
                .sorted(Comparator.comparingInt(
                                (RoutePriority area) -> area.prefix().length())
                        .reversed())
                .toList();
        // Of two about one route the first counts, and one that says nothing comes after one that does.
        List<RouteRule> saidFirst = rules.stream()
                .sorted(Comparator.comparing((RouteRule rule) -> rule.priority() == null))
                .toList();
        for (RouteRule rule : saidFirst) {
            Priority said = rule.priority();
            Priority priority = said == null ? ofArea(rule.pattern()) : said;
            routes.add(rule.method(), rule.pattern(), priority);
            if (priority == Priority.RUSH) {
                rushes.add(rule.method(), rule.pattern(), priority);
            }
        }
    }

    /** Asked of every request; one that is no rush is mostly distinguished from them by its first segments. */
    boolean rush(String method, String path) {
        return rushes.first("*", path) != null && of(method, path) == Priority.RUSH;
    }

    /** @param path of a request, or the pattern of a route */
    Priority of(String method, String path) {
        Priority declared = routes.first(method, path);
        return declared == null ? ofArea(path) : declared;
    }

    private Priority ofArea(String path) {
        for (RoutePriority area : areas) {
            if (area.fits(path)) {
                return area.priority();
            }
        }
        return Priority.BROWSING;
    }

    /** What is looked at by a crawler is worth less; what a crawler could not do by looking keeps its worth. */
    static Priority of(Priority route, String method, @Nullable String userAgent) {
        boolean looking = route == Priority.BROWSING && (method.equals("GET") || method.equals("HEAD"));
        return looking && crawler(userAgent) ? Priority.CRAWLER : route;
    }

    static boolean crawler(@Nullable String userAgent) {
        if (userAgent == null) {
            return false;
        }
        String said = userAgent.toLowerCase(Locale.ROOT);
        return CRAWLERS.stream().anyMatch(said::contains);
    }
}
