package io.peakday.web.shed;

import io.peakday.web.Priority;
import io.peakday.web.RoutePriority;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What a request is worth, by its route and by who says to be asking. */
final class Routes {
    /** Parts of the names by which crawlers introduce themselves (RFC 9110, section 10.1.5, asks them to). */
    private static final List<String> CRAWLERS = List.of("bot", "crawl", "spider", "slurp", "archiver", "preview");

    private final List<RoutePriority> declared;
    private final RoutePriority[] claims;

    Routes(List<RoutePriority> declared) {
        this.declared = declared.stream()
                .sorted(Comparator.comparingInt(
                                (RoutePriority route) -> route.prefix().length())
                        .reversed())
                .toList();
        this.claims = this.declared.stream()
                .filter(route -> route.priority() == Priority.CLAIM)
                .toArray(RoutePriority[]::new);
    }

    /** Asked of every request, so it looks at nothing but the few routes that are claims. */
    boolean claim(String path) {
        for (RoutePriority claim : claims) {
            if (claim.fits(path)) {
                return true;
            }
        }
        return false;
    }

    Priority of(String path) {
        for (RoutePriority route : declared) {
            if (route.fits(path)) {
                return route.priority();
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
