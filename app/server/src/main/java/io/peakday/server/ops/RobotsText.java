package io.peakday.server.ops;

import io.peakday.web.Crawl;
import io.peakday.web.RouteRule;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** What {@code robots.txt} says (RFC 9309): which addresses are not for crawlers, as the routes themselves say. */
final class RobotsText {
    private static final String API = "/api/";
    private static final String STAFF = "/console";

    private RobotsText() {}

    static String of(List<RouteRule> rules) {
        List<String> refused = new ArrayList<>(List.of(API));
        refused.addAll(refused(rules));
        return refused.stream()
                .map(path -> "Disallow: " + path + "\n")
                .collect(Collectors.joining("", "User-agent: *\n", ""));
    }

    /** Everything below a first segment at once where nothing there is for crawlers. */
    private static SortedSet<String> refused(List<RouteRule> rules) {
        Map<String, List<RouteRule>> byFirst = rules.stream()
                .filter(rule ->
                        !rule.pattern().startsWith(API) && !rule.pattern().startsWith(STAFF))
                .collect(Collectors.groupingBy(
                        rule -> "/" + rule.pattern().split("/", -1)[1], TreeMap::new, Collectors.toList()));
        SortedSet<String> paths = new TreeSet<>(List.of(STAFF));
        byFirst.forEach((first, routes) -> {
            List<RouteRule> refused = routes.stream()
                    .filter(rule -> rule.crawl() == Crawl.REFUSED)
                    .toList();
            if (refused.size() == routes.size()) {
                paths.add(first);
            } else {
                refused.forEach(rule -> paths.add(rule.pattern().replaceFirst("[{*].*", "")));
            }
        });
        return paths;
    }
}
