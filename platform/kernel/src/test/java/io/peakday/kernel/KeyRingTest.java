package io.peakday.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HexFormat;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeyRingTest {
    private static final KeyRing.Kind KIND = new KeyRing.Kind("test", "test-key", "a key", "peakday.test.key");
    /** The bytes 0 to 31. */
    private static final String ONE = "one:AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=";

    private static final String TWO = "two:ICEiIyQlJicoKSorLC0uLzAxMjM0NTY3ODk6Ozw9Pj8=";

    @TempDir
    Path folder;

    /** Computed by Python's hmac module. */
    @Test
    void macsAndDerivedKeysAreThoseOfTheStandards() {
        KeyRing ring = KeyRing.of(KIND, ONE, null);
        assertThat(mac(ring, "one")).isEqualTo("c5c43f9d6c544e3e8e4021556a0ed54e2805a5ba495dc0ade4982e3918f00b16");
        assertThat(mac(ring.derived("events"), "one"))
                .isEqualTo("fccb8157bc7d379ad92c409862b6c8d905422bccaed424523df4e363140b6f10");
    }

    @Test
    void theLastKeySignsAndAllAreKnown() {
        KeyRing ring = KeyRing.of(KIND, ONE + ", " + TWO, null);
        assertThat(ring.active()).isEqualTo("two");
        assertThat(ring.ids()).containsExactlyInAnyOrder("one", "two");
        assertThat(ring.knows("three")).isFalse();
        assertThatThrownBy(() -> ring.mac("three", "statement")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void theFileIsMadeOnceForItsOwnerAlone() throws Exception {
        Path file = folder.resolve("test.key");
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Callable<String> start = () -> KeyRing.of(KIND, "", file).active();
            var made = threads.invokeAll(
                    IntStream.range(0, 20).mapToObj(i -> start).toList());
            for (var one : made) {
                assertThat(one.get()).isEqualTo(made.getFirst().get());
            }
        }
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        try (var files = Files.list(folder)) {
            assertThat(files).containsExactly(file);
        }
    }

    @Test
    void aKeyThatIsAddedToTheFileSignsAndIsTakenUpByOthers() {
        Path file = folder.resolve("test.key");
        KeyRing first = KeyRing.of(KIND, "", file);
        KeyRing links = first.derived("links");
        KeyRing other = KeyRing.of(KIND, "", file);
        String before = first.active();
        String added = first.rotate();
        assertThat(added).isNotEqualTo(before);
        assertThat(links.active()).isEqualTo(added);
        assertThat(other.active()).isEqualTo(before);
        assertThat(other.knows(added)).isTrue();
        assertThat(mac(other, added)).isEqualTo(mac(first, added));
    }

    @Test
    void aKeyThatIsGivenIsNotChangedInAFile() throws IOException {
        Path file = folder.resolve("test.key");
        KeyRing ring = KeyRing.of(KIND, ONE, file);
        assertThat(Files.exists(file)).isFalse();
        assertThatThrownBy(ring::rotate)
                .isInstanceOfSatisfying(
                        Failure.class, failure -> assertThat(failure.code()).isEqualTo("test.test-key-is-set"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"one", "one:AAEC", "ONE:AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=", ":x", ONE + TWO})
    void whatIsNoKeyIsRefusedWithoutShowingIt(String given) {
        assertThatThrownBy(() -> KeyRing.of(KIND, given, null)).isInstanceOfSatisfying(Failure.class, failure -> {
            assertThat(failure.code()).isEqualTo("test.bad-test-key");
            assertThat(failure.detail()).contains("peakday.test.key").doesNotContain("AAEC");
        });
    }

    private static String mac(KeyRing ring, String id) {
        return HexFormat.of().formatHex(ring.mac(id, "statement", bytes("ab"), bytes("c")));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
