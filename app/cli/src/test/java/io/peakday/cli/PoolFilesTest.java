package io.peakday.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.peakday.kernel.Failure;
import io.peakday.server.NodeRoutes;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PoolFilesTest {
    private static String locations(String... patterns) {
        return PoolFiles.locations(
                "some",
                List.of(patterns).stream()
                        .map(pattern -> new NodeRoutes.Owned("search", "GET", pattern))
                        .toList());
    }

    @Test
    void aPathIsItselfAndAPatternIsWhatItMatches() {
        assertThat(locations("/api/v1/suggest", "/api/v1/products/*/reviews", "/pictures/**", "/a.b/*"))
                .isEqualTo("""
                        location ~ ^/a\\.b/[^/]+$ { proxy_pass http://some; }
                        location ~ ^/api/v1/products/[^/]+/reviews$ { proxy_pass http://some; }
                        location = /api/v1/suggest { proxy_pass http://some; }
                        location ~ ^/pictures(/.*)?$ { proxy_pass http://some; }
                        """);
    }

    @Test
    void aPathOfSeveralMethodsIsThereOnce() {
        assertThat(PoolFiles.locations(
                        "some",
                        List.of(
                                new NodeRoutes.Owned("reviews", "GET", "/a"),
                                new NodeRoutes.Owned("reviews", "POST", "/a"))))
                .hasLineCount(1);
    }

    @Test
    void aPoolIsModulesAndHowManyNodes() {
        assertThat(Pool.parse("search,reviews=2")).isEqualTo(new Pool(Set.of("search", "reviews"), 2));
        assertThat(Pool.parse("search")).isEqualTo(new Pool(Set.of("search"), 1));
        for (String wrong : List.of("", "=2", "search=0", "search=", "search=x", "serch")) {
            assertThatThrownBy(() -> Pool.parse(wrong)).as(wrong).isInstanceOf(Failure.class);
        }
    }

    @Test
    void aModuleIsInOnePoolAtTheMost() {
        Pool search = Pool.parse("search");
        assertThatThrownBy(() -> new ClusterPlan(1, "384m", true, List.of(search, Pool.parse("reviews,search"))))
                .isInstanceOf(Failure.class)
                .hasMessageContaining("search");
        assertThatThrownBy(() -> new ClusterPlan(15, "384m", true, List.of(Pool.parse("search=2"))))
                .isInstanceOf(Failure.class);
    }

    @Test
    void theNodesOfPoolsComeLast() {
        ClusterPlan plan = new ClusterPlan(2, "384m", true, List.of(Pool.parse("search=2"), Pool.parse("cart")));
        assertThat(plan.total()).isEqualTo(5);
        assertThat(plan.pool(2)).isEmpty();
        assertThat(plan.pool(3)).contains(plan.pools().getFirst());
        assertThat(plan.pool(4)).contains(plan.pools().getFirst());
        assertThat(plan.pool(5)).contains(plan.pools().getLast());
    }
}
