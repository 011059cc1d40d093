package io.peakday.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The program as its users get it: the launcher, and the libraries that were packaged, no others. */
class ShippedProgramIT {
    private static final Pattern STOREFRONT = Pattern.compile("Storefront +(http\\S+)");

    @TempDir
    private Path folder;

    private record Ended(int code, String told) {}

    private Ended run(String... arguments) throws IOException, InterruptedException {
        return run(Map.of(), arguments);
    }

    private Ended run(Map<String, String> environment, String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(System.getProperty("peakday.launcher")));
        command.addAll(List.of(arguments));
        command.addAll(List.of("--data", folder.resolve("store").toString()));
        // To a file: a store that was detached may keep what it has inherited open.
        Path told = Files.createTempFile(folder, "told", ".txt");
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(told.toFile());
        builder.environment().putAll(environment);
        Process process = builder.start();
        boolean ended = process.waitFor(4, TimeUnit.MINUTES);
        String words = Files.readString(told);
        if (!ended) {
            process.destroyForcibly();
        }
        assertThat(ended).as("ended in time; it said: " + words).isTrue();
        return new Ended(process.exitValue(), words);
    }

    private void succeeds(String... arguments) throws IOException, InterruptedException {
        Ended ended = run(arguments);
        assertThat(ended.code()).as(ended.told()).isZero();
    }

    @AfterEach
    void stop() throws Exception {
        run("down");
    }

    @Test
    void aHeapThatIsNoneOrTooSmallIsOneSentenceAndNothingIsStarted() throws Exception {
        for (String heap : List.of("64m", "much", "1x")) {
            Ended ended = run(Map.of("PEAKDAY_HEAP", heap), "up", "--port", "0", "--empty", "--detach");
            assertThat(ended.code()).as(ended.told()).isEqualTo(1);
            assertThat(ended.told())
                    .startsWith("peakday: ")
                    .contains("PEAKDAY_HEAP")
                    .hasLineCount(1);
            assertThat(folder.resolve("store")).doesNotExist();
        }
    }

    @Test
    void theStoreOpensAnswersAndStopsAndCommandsWorkOnItInBetween() throws Exception {
        Ended opened = run("up", "--port", "0", "--empty", "--detach");
        assertThat(opened.code()).as(opened.told()).isZero();
        Matcher address = STOREFRONT.matcher(opened.told());
        assertThat(address.find()).as(opened.told()).isTrue();
        try (HttpClient client = HttpClient.newHttpClient()) {
            for (String path : List.of("", "search?q=kettle", "api/v1/openapi", "console/sign-in", "metrics")) {
                HttpRequest request = HttpRequest.newBuilder(URI.create(address.group(1) + path))
                        .timeout(Duration.ofMinutes(1))
                        .build();
                var answer = client.send(request, BodyHandlers.ofString(StandardCharsets.UTF_8));
                assertThat(answer.statusCode()).as(path + ": " + answer.body()).isEqualTo(200);
            }
        }
        succeeds("status");
        succeeds("down");
        assertThat(run("status").code()).isEqualTo(3);
        succeeds("stock", "verify");
        succeeds("sale", "verify");
        succeeds("doctor");
    }
}
