package io.peakday.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.peakday.commandkit.ExitCodes;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is reported before a start that would not succeed; by processes that run under such limits. */
class MachineLimitsTest {
    @TempDir
    private Path folder;

    private record Ended(int code, String output) {}

    @Test
    void withTooFewFilesOneSentenceSaysWhatToDoAndNothingIsStarted() throws Exception {
        Ended ended = up("ulimit -n 256", "-Xmx640m");
        assertThat(ended.code()).as(ended.output()).isEqualTo(ExitCodes.FAILED);
        assertThat(ended.output())
                .startsWith("peakday: This process may open 256 files and connections at once")
                .contains("ulimit -n 4096")
                .hasLineCount(1);
        assertThat(folder.resolve("store")).doesNotExist();
    }

    @Test
    void withTooLittleMemoryOneSentenceSaysWhatToDoAndNothingIsStarted() throws Exception {
        Ended ended = up("true", "-Xmx64m");
        assertThat(ended.code()).as(ended.output()).isEqualTo(ExitCodes.FAILED);
        assertThat(ended.output())
                .startsWith("peakday: The program may use 64 MB of memory")
                .contains("PEAKDAY_HEAP=640m")
                .hasLineCount(1);
        assertThat(folder.resolve("store")).doesNotExist();
    }

    @Test
    void whatSufficesAndWhatIsNotKnownIsNoHindrance() {
        assertThatCode(() -> MachineLimits.check(
                        OptionalLong.of(MachineLimits.OPEN_FILES), OptionalLong.of(MachineLimits.HEAP)))
                .doesNotThrowAnyException();
        assertThatCode(() -> MachineLimits.check(OptionalLong.empty(), OptionalLong.empty()))
                .doesNotThrowAnyException();
        assertThatThrownBy(() -> MachineLimits.check(OptionalLong.of(1_023), OptionalLong.empty()))
                .hasMessageContaining("1,023");
    }

    private Ended up(String limit, String heap) throws IOException, InterruptedException {
        Path output = folder.resolve("output.txt");
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        ProcessBuilder builder = new ProcessBuilder(
                        "sh",
                        "-c",
                        limit + " && exec \"$0\" \"$@\"",
                        java,
                        heap,
                        "-XX:+UseSerialGC",
                        "--enable-native-access=ALL-UNNAMED",
                        "--sun-misc-unsafe-memory-access=allow",
                        Peakday.class.getName(),
                        "up",
                        "--port",
                        "0",
                        "--empty",
                        "--data",
                        folder.resolve("store").toString())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        builder.environment().put("CLASSPATH", System.getProperty("java.class.path"));
        // What it adds would be said beside what the program says.
        builder.environment().remove("JDK_JAVA_OPTIONS");
        Process process = builder.start();
        try {
            assertThat(process.waitFor(2, TimeUnit.MINUTES)).isTrue();
        } finally {
            process.destroyForcibly();
        }
        return new Ended(process.exitValue(), Files.readString(output, StandardCharsets.UTF_8));
    }
}
