package io.peakday.search;

import static org.assertj.core.api.Assertions.assertThat;

import io.peakday.cache.Prebuilt;
import io.peakday.engines.Database;
import io.peakday.testkit.TestDatabase;
import jakarta.servlet.http.HttpServletRequest;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class SuggestServletTest {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    @RegisterExtension
    static final TestDatabase postgres = TestDatabase.with(SearchModule.SCHEMA);

    @TempDir
    Path folder;

    @Test
    void theTypeAheadIsAnsweredAsJsonWhateverIsTyped() {
        Database database = postgres.database();
        Fixtures.Products products = new Fixtures.Products()
                .put(Fixtures.product("Harbour \"lamp\" <b>").brand("Lumen").build());
        SearchSettings settings =
                new SearchSettings(folder, null, Duration.ofMillis(250), Duration.ofSeconds(10), "EUR");
        try (Search search = new Search(settings, database, products, () -> Fixtures.TREE, InstantSource.system())) {
            search.rebuild();
            SuggestServlet servlet = new SuggestServlet(search, JSON);
            long end = System.nanoTime() + Duration.ofSeconds(30).toNanos();
            while (search.status().documents() == 0 && System.nanoTime() < end) {
                search.refresh();
            }
            search.tidy();
            assertThat(suggestions(servlet, "harb").get(0).path("text").asString(""))
                    .isEqualTo("Harbour \"lamp\" <b>");
            assertThat(suggestions(servlet, "lum").get(0).path("kind").asString(""))
                    .isEqualTo("BRAND");
            for (String typed : new String[] {null, "", " ", "\u0000", "\uD800", "x".repeat(5_000)}) {
                assertThat(suggestions(servlet, typed).size()).isZero();
            }
        }
    }

    private static JsonNode suggestions(SuggestServlet servlet, String typed) {
        HttpServletRequest request = (HttpServletRequest) Proxy.newProxyInstance(
                SuggestServletTest.class.getClassLoader(),
                new Class<?>[] {HttpServletRequest.class},
                (proxy, method, arguments) ->
                        method.getName().equals("getParameterValues") && typed != null ? new String[] {typed} : null);
        Prebuilt answer = servlet.answer(request);
        return JSON.readTree(new String(answer.identity(), StandardCharsets.UTF_8))
                .path("suggestions");
    }
}
