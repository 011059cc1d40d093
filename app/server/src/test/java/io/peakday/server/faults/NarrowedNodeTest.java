package io.peakday.server.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import io.peakday.customers.Erasures;
import io.peakday.engines.ModuleDescriptor;
import io.peakday.engines.NodeHealth;
import io.peakday.engines.NodeModules;
import io.peakday.engines.StartListener;
import io.peakday.kernel.Failure;
import io.peakday.server.ModuleRegistry;
import io.peakday.server.NodeLife;
import io.peakday.server.NodeRoutes;
import io.peakday.server.whole.SharedNode;
import io.peakday.server.whole.TestStore;
import io.peakday.testkit.Sampled;
import io.peakday.testkit.TestFolder;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Nodes that have some modules only, beside one that has all. */
class NarrowedNodeTest {
    @RegisterExtension
    static final SharedNode first = new SharedNode();

    /** Every module that may stand alone, each of which a narrowed node is made of. */
    static Stream<String> alone() {
        List<String> names = ModuleRegistry.all().stream()
                .map(ModuleDescriptor::of)
                .filter(module -> !module.everywhere() && !module.needsAll())
                .map(ModuleDescriptor::name)
                .toList();
        return Sampled.of(names, 3).stream();
    }

    private static NodeLife start(Path folder, String modules) {
        return NodeLife.start(
                TestStore.beside(first.node().store(), folder).with("peakday.server.modules", modules),
                StartListener.silent());
    }

    @ParameterizedTest
    @MethodSource("alone")
    void aModuleStandsAlone(String module) {
        Path folder = TestStore.folder("alone");
        try (NodeLife node = start(folder, module)) {
            assertThat(node.store().bean(NodeModules.class).names()).contains(module, "web", "identity");
            await().untilAsserted(() -> assertThat(
                            node.store().bean(NodeHealth.class).report().ready())
                    .as(() -> node.store().bean(NodeHealth.class).report().toString())
                    .isTrue());
        } finally {
            TestFolder.delete(folder);
        }
    }

    @Test
    void aNodeForSearchAndReviewsAnswersThoseAndNothingElse() throws Exception {
        Path folder = TestStore.folder("search");
        UUID product = first.goods().product(3).id();
        try (NodeLife node = start(folder, "search,reviews");
                HttpClient client = HttpClient.newHttpClient()) {
            assertThat(node.store().bean(NodeModules.class).names())
                    .contains("search", "reviews", "catalog", "inventory")
                    .doesNotContain("orders", "storefront", "console", "demo");
            await().until(() -> get(client, node, "/health/ready").statusCode() == 200);
            assertThat(get(client, node, "/api/v1/search?q=a").statusCode()).isEqualTo(200);
            assertThat(get(client, node, "/api/v1/suggest?q=a").statusCode()).isEqualTo(200);
            assertThat(get(client, node, "/api/v1/products/" + product + "/reviews")
                            .statusCode())
                    .isEqualTo(200);
            assertThat(get(client, node, "/metrics").statusCode()).isEqualTo(200);
            for (String absent : List.of("/", "/console", "/api/v1/carts/" + UUID.randomUUID(), "/cart")) {
                assertThat(get(client, node, absent).statusCode()).as(absent).isEqualTo(404);
            }
            assertThat(new TreeSet<>(NodeRoutes.of(folder).stream()
                            .map(NodeRoutes.Owned::module)
                            .toList()))
                    .contains("search", "reviews", "catalog")
                    .doesNotContain("cart", "orders", "console", "storefront");
        } finally {
            TestFolder.delete(folder);
        }
    }

    @Test
    void whoIsErasedIsErasedByANodeThatKnowsAllThatIsKept() {
        Path folder = TestStore.folder("erase");
        try (NodeLife node = start(folder, "reviews")) {
            Failure refused = catchThrowableOfType(
                    Failure.class, () -> node.store().bean(Erasures.class).order(UUID.randomUUID()));
            assertThat(refused.code()).isEqualTo("privacy.needs-whole-node");
        } finally {
            TestFolder.delete(folder);
        }
    }

    @Test
    void aNameThatIsNoModulesStopsTheStartBeforeAnythingIsOpened() {
        Path folder = TestStore.folder("unknown");
        try {
            Failure refused = catchThrowableOfType(Failure.class, () -> start(folder, "serch"));
            assertThat(refused.code()).isEqualTo("settings.unknown-module");
            assertThat(refused.detail()).contains("'serch'", "search");
        } finally {
            TestFolder.delete(folder);
        }
    }

    private static HttpResponse<String> get(HttpClient client, NodeLife node, String path) throws Exception {
        URI address = URI.create(node.url()).resolve(path);
        return client.send(HttpRequest.newBuilder(address).build(), BodyHandlers.ofString());
    }
}
