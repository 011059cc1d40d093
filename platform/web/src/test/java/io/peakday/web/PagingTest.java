package io.peakday.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.peakday.kernel.Failure;
import io.peakday.testkit.Seeds;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PagingTest {
    @Test
    void aCursorGivesBackWhatItWasMadeOf() {
        String cursor = Cursors.of("2026-01-01T00:00:00Z", 42L, "");
        assertThat(Cursors.read(cursor, 3)).contains(List.of("2026-01-01T00:00:00Z", "42", ""));
        assertThat(Cursors.read(null, 3)).isEmpty();
        assertThat(Cursors.read("", 3)).isEmpty();
    }

    @Test
    void whatIsNoCursorIsRefusedAndNothingElseHappens() {
        long seed = Seeds.of(PagingTest.class);
        Random random = new Random(seed);
        String good = Cursors.of("a", "b");
        assertThatThrownBy(() -> Cursors.read(good, 1)).isInstanceOf(Failure.class);
        assertThatThrownBy(() -> Cursors.read(good + "AA", 2)).isInstanceOf(Failure.class);
        assertThatThrownBy(() -> Cursors.read(Cursors.of("a\0", "b"), 2)).isInstanceOf(Failure.class);
        assertThatThrownBy(() -> Cursors.read("x".repeat(5000), 2)).isInstanceOf(Failure.class);
        for (int i = 0; i < 5000; i++) {
            byte[] bytes = new byte[random.nextInt(20)];
            random.nextBytes(bytes);
            if (bytes.length > 0) {
                bytes[0] = 1;
            }
            String cursor = Base64.getUrlEncoder().encodeToString(bytes);
            try {
                Cursors.read(cursor, 2)
                        .ifPresent(
                                parts -> assertThat(parts).as("seed %d", seed).hasSize(2));
            } catch (Failure refused) {
                assertThat(refused.code()).isEqualTo("web.bad-cursor");
            }
        }
    }

    @Test
    void aPageSaysWhetherThereIsANextOne() {
        assertThat(Page.of(List.of(1, 2, 3), 2, Cursors::of)).isEqualTo(new Page<>(List.of(1, 2), Cursors.of(2)));
        assertThat(Page.of(List.of(1, 2), 2, Cursors::of)).isEqualTo(new Page<>(List.of(1, 2), null));
        assertThat(Page.limit(null, 20, 100)).isEqualTo(20);
        assertThatThrownBy(() -> Page.limit(0, 20, 100)).isInstanceOf(Failure.class);
        assertThatThrownBy(() -> Page.limit(101, 20, 100)).isInstanceOf(Failure.class);
    }

    @Test
    void anEntityTagGivesBackItsVersion() {
        assertThat(ETags.expected(ETags.of(7))).isEqualTo(7);
        assertThat(ETags.expected(" \"v9223372036854775807\" ")).isEqualTo(Long.MAX_VALUE);
        for (String bad : List.of(
                "*", "v7", "\"7\"", "\"v\"", "\"v-1\"", "W/\"v7\"", "\"v99999999999999999999\"", "\"v1\", \"v2\"")) {
            assertThatThrownBy(() -> ETags.expected(bad)).as(bad).hasMessageContaining("If-Match");
        }
        assertThatThrownBy(() -> ETags.expected(null)).hasMessageContaining("If-Match");
    }
}
