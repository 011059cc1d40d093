package io.peakday.server.whole;

import static org.assertj.core.api.Assertions.assertThat;

import io.peakday.engines.NodeModules;
import io.peakday.server.NodeRoutes;
import io.peakday.web.DeclaredRoutes;
import io.peakday.web.MappedRoute;
import io.peakday.web.RouteTable;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A balancer sends the paths of a module to nodes of its own: so no path may be two modules'. */
class RouteOwnersTest {
    @RegisterExtension
    static final SharedNode node = new SharedNode();

    @Test
    void everyRouteOfOursHasAModule() {
        NodeModules modules = node.bean(NodeModules.class);
        List<MappedRoute> mapped = node.bean(DeclaredRoutes.class).mapped();
        assertThat(mapped).hasSizeGreaterThan(200);
        assertThat(mapped)
                .filteredOn(route -> route.type().getName().startsWith("io.peakday."))
                .allMatch(route -> modules.owner(route.type()).isPresent());
    }

    @Test
    void noPathIsTwoModules() {
        Map<String, TreeSet<String>> owners = new TreeMap<>();
        for (NodeRoutes.Owned route :
                NodeRoutes.of(node.node().store().engines().folder().path())) {
            owners.computeIfAbsent(route.pattern(), pattern -> new TreeSet<>()).add(route.module());
        }
        owners.values().removeIf(modules -> modules.size() == 1);
        assertThat(owners).isEmpty();
    }

    @Test
    void aModulesPagesGoWhereTheConsoleAndTheStorefrontGo() {
        Map<String, String> owners = new TreeMap<>();
        NodeRoutes.of(node.node().store().engines().folder().path())
                .forEach(route -> owners.put(route.pattern(), route.module()));
        assertThat(owners)
                .containsEntry("/console/reviews", "console")
                .containsEntry("/reviews/new", "storefront")
                .containsEntry("/api/v1/products/*/reviews", "reviews");
    }

    /** As nginx would: a pattern of one module that takes a path of another one would take it from it. */
    @Test
    void noPatternTakesAnotherModulesPath() {
        List<NodeRoutes.Owned> routes =
                NodeRoutes.of(node.node().store().engines().folder().path());
        TreeSet<String> taken = new TreeSet<>();
        for (NodeRoutes.Owned one : routes) {
            RouteTable<String> pattern = new RouteTable<>();
            pattern.add("*", one.pattern(), one.module());
            for (NodeRoutes.Owned other : routes) {
                String path = other.pattern().replace("/**", "/x/y").replace("*", "x");
                if (!one.module().equals(other.module()) && pattern.first("*", path) != null) {
                    taken.add(one.module() + "'s " + one.pattern() + " takes " + other.module() + "'s " + path);
                }
            }
        }
        assertThat(taken).isEmpty();
    }
}
