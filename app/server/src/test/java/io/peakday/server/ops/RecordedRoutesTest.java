package io.peakday.server.ops;

import static org.assertj.core.api.Assertions.assertThat;

import io.peakday.edge.shed.Shedding;
import io.peakday.limits.Limits;
import io.peakday.server.fuzz.Routes;
import io.peakday.server.whole.SharedNode;
import io.peakday.testkit.GoldenLists;
import java.io.IOException;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * What each route is worth when the node is busy, and which policies count it, is for operators as much a promise as its address: every
 * change shows in the {@code golden/routes.txt} of the module whose code answers. {@code -Dpeakday.routes.record=true} records it.
 */
class RecordedRoutesTest {
    @RegisterExtension
    static final SharedNode shop = new SharedNode();

    private static final GoldenLists LISTS = GoldenLists.named("routes.txt");
    private static final String PROGRAM = "app/server";
    private static final String ID = "0198f3a2-7c11-7d3e-8a44-5b6c7d8e9f00";

    /** What filters answer themselves, or nobody; it is recorded where the program is put together, as what the framework answers is. */
    private static final List<String> OTHERS = List.of(
            "/sales",
            "/sales/{id}",
            "/metrics",
            "/health/ready",
            "/assets/app.css",
            "/nowhere",
            "/api/v1/nowhere",
            "/api/v1/admin/nowhere",
            "/console/nowhere");

    @Test
    void everyRouteHasThePriorityAndThePoliciesThatAreRecorded() throws IOException {
        Limits limits = shop.bean(Limits.class);
        Shedding shedding = shop.bean(Shedding.class);
        SortedMap<String, SortedSet<String>> now = new TreeMap<>();
        for (Routes.Route route : Routes.of(shop.node().store())) {
            for (String method : List.of(route.method(), "OPTIONS")) {
                now.computeIfAbsent(module(route), module -> new TreeSet<>())
                        .add(line(method, route.pattern(), limits, shedding));
            }
        }
        SortedSet<String> others = now.computeIfAbsent(PROGRAM, module -> new TreeSet<>());
        OTHERS.forEach(path ->
                Stream.of("GET", "HEAD", "POST").forEach(method -> others.add(line(method, path, limits, shedding))));
        assertThat(now.values().stream().flatMap(SortedSet::stream).distinct()).hasSizeGreaterThan(400);
        if (Boolean.getBoolean("peakday.routes.record")) {
            LISTS.record(now);
        }
        assertThat(LISTS.differences(now)).isEmpty();
    }

    private static String module(Routes.Route route) {
        return route.type().startsWith("io.peakday.") ? LISTS.module(route.type()) : PROGRAM;
    }

    private static String line(String method, String pattern, Limits limits, Shedding shedding) {
        String path = pattern.replaceAll("\\{\\*\\w+}", "some/more").replaceAll("\\{[^}]*}", ID);
        return "%s %s  %s %s%s"
                .formatted(
                        method,
                        pattern,
                        shedding.worth(method, path).writtenAs(),
                        limits.costs(method, path),
                        !method.equals("OPTIONS") && limits.staysOpen(method, path) ? " open-when-away" : "");
    }
}
