package io.peakday.server.ops;

import static org.assertj.core.api.Assertions.assertThat;

import io.peakday.server.whole.SharedNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class MetricsTest {
    @RegisterExtension
    static final SharedNode shop = new SharedNode();

    private static final HttpClient HTTP = HttpClient.newHttpClient();

    @AfterAll
    static void close() {
        HTTP.close();
    }

    @Test
    void metricsAreTextForWhomeverDoesNotAskForAnotherForm() throws Exception {
        for (String accept : new String[] {"*/*", "", "text/html", "application/json"}) {
            HttpResponse<String> answer = metrics("", accept);
            assertThat(answer.statusCode()).as(accept).isEqualTo(200);
            assertThat(answer.headers().firstValue("Content-Type").orElseThrow().replace(" ", ""))
                    .as(accept)
                    .isEqualTo("text/plain;version=0.0.4;charset=utf-8");
            assertThat(answer.body())
                    .as(accept)
                    .contains("peakday_engine_up{engine=\"PostgreSQL\"} 1", "# TYPE jvm_memory_used_bytes gauge")
                    .doesNotContain("# EOF");
        }
    }

    @Test
    void openMetricsAreForPrometheusWhichAcceptsThem() throws Exception {
        HttpResponse<String> answer =
                metrics("", "application/openmetrics-text;version=1.0.0;q=0.6,text/plain;version=0.0.4;q=0.5");
        assertThat(answer.headers().firstValue("Content-Type").orElseThrow())
                .startsWith("application/openmetrics-text");
        assertThat(answer.body())
                .contains("peakday_engine_up{engine=\"PostgreSQL\"} 1")
                .endsWith("# EOF\n");
    }

    @Test
    void someOfTheMetricsAreShownByName() throws Exception {
        assertThat(metrics("?includedNames=jvm_threads_live_threads,+peakday_engine_up", "*/*")
                        .body()
                        .lines()
                        .filter(line -> line.startsWith("# TYPE")))
                .containsExactlyInAnyOrder("# TYPE jvm_threads_live_threads gauge", "# TYPE peakday_engine_up gauge");
    }

    private static HttpResponse<String> metrics(String query, String accept) throws IOException, InterruptedException {
        return HTTP.send(
                HttpRequest.newBuilder(URI.create(shop.url() + "/metrics" + query))
                        .header("Accept", accept)
                        .build(),
                BodyHandlers.ofString());
    }
}
