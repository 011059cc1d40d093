package io.peakday.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.peakday.cli.Launcher.Ended;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The program as its users get it: the launcher, and the libraries that were packaged, no others. */
class ShippedProgramIT {
    @TempDir
    private Path folder;

    private Launcher peakday;

    @BeforeEach
    void take() {
        peakday = new Launcher(Path.of(System.getProperty("peakday.launcher")), folder);
    }

    @AfterEach
    void stop() throws Exception {
        peakday.run("down");
    }

    @Test
    void aHeapThatIsNoneOrTooSmallIsOneSentenceAndNothingIsStarted() throws Exception {
        for (String heap : List.of("64m", "much", "1x")) {
            Ended ended = peakday.run(Map.of("PEAKDAY_HEAP", heap), "", "up", "--port", "0", "--empty", "--detach");
            assertThat(ended.code()).as(ended.output()).isEqualTo(1);
            assertThat(ended.output())
                    .startsWith("peakday: ")
                    .contains("PEAKDAY_HEAP")
                    .hasLineCount(1);
            assertThat(folder.resolve("store")).doesNotExist();
        }
    }

    @Test
    void theStoreOpensAnswersAndStopsAndCommandsWorkOnItInBetween() throws Exception {
        Ended opened = peakday.run("up", "--port", "0", "--empty", "--detach");
        assertThat(opened.code()).as(opened.output()).isZero();
        try (HttpClient client = HttpClient.newHttpClient()) {
            for (String path : List.of("", "search?q=kettle", "api/v1/openapi", "console/sign-in", "metrics")) {
                HttpRequest request = HttpRequest.newBuilder(URI.create(opened.address() + path))
                        .timeout(Duration.ofMinutes(1))
                        .build();
                var answer = client.send(request, BodyHandlers.ofString(StandardCharsets.UTF_8));
                assertThat(answer.statusCode()).as(path + ": " + answer.body()).isEqualTo(200);
            }
        }
        peakday.succeeds("status");
        peakday.succeeds("down");
        assertThat(peakday.run("status").code()).isEqualTo(3);
        peakday.succeeds("stock", "verify");
        peakday.succeeds("sale", "verify");
        peakday.succeeds("doctor");
    }
}
