package io.peakday.limits;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.peakday.kernel.Failure;
import io.peakday.kernel.FieldError;
import io.peakday.testkit.SteppedClock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class LimitsNodeTest {
    @Test
    void aPolicyOfTheSettingsTakesThePlaceOfTheShippedOneAndIsMeasured() {
        SimpleMeterRegistry meters = new SimpleMeterRegistry();
        try (LimitsNode node = open(
                meters,
                Map.of(
                        "peakday.limits.classes.tiny[0]", "GET /tiny/**",
                        "peakday.limits.policies.browse.routes[0]", "tiny",
                        "peakday.limits.policies.browse.key[0]", "address",
                        "peakday.limits.policies.browse.token-bucket.capacity", "2",
                        "peakday.limits.policies.browse.token-bucket.refill", "1",
                        "peakday.limits.policies.browse.token-bucket.every", "1h",
                        "peakday.limits.policies.search.enabled", "false"))) {
            Who who = LimitsTest.who("198.51.100.7", null);
            for (int i = 0; i < 3; i++) {
                node.limits().decide("GET", "/tiny/thing", who);
            }
            assertThat(node.limits().policies()).doesNotContainKey("search").containsKey("claim");
            assertThat(meters.get("peakday.limits.decisions")
                            .tags("policy", "browse", "outcome", "refused")
                            .functionCounter()
                            .count())
                    .isEqualTo(1);
            assertThat(node.status().counters()).isEqualTo("own");
        }
    }

    @Test
    void settingsThatDoNotFitAreAllNamedAtTheStart() {
        assertThat(refused(Map.of(
                        "peakday.limits.reload-every", "0s",
                        "peakday.limits.redis.lease", "-1s",
                        "peakday.limits.region.name", "Europe!",
                        "peakday.limits.region.peers.us", "redis://127.0.0.1:1")))
                .extracting(FieldError::field)
                .containsExactlyInAnyOrder(
                        "peakday.limits.reload-every",
                        "peakday.limits.redis.lease",
                        "peakday.limits.redis.url",
                        "peakday.limits.region.name");
        assertThat(refused(Map.of("peakday.limits.policies.mine.routes[0]", "nowhere")))
                .extracting(FieldError::field)
                .contains("policies.mine.routes", "policies.mine.key", "policies.mine");
    }

    private static List<FieldError> refused(Map<String, String> settings) {
        Failure failure = catchThrowableOfType(Failure.class, () -> open(new SimpleMeterRegistry(), settings));
        assertThat(failure).isNotNull();
        return failure.fields();
    }

    private static LimitsNode open(SimpleMeterRegistry meters, Map<String, String> given) {
        LimitsSettings settings = new Binder(new MapConfigurationPropertySource(new HashMap<>(given)))
                .bindOrCreate("peakday.limits", Bindable.of(LimitsSettings.class));
        LimitsNode node = LimitsNode.open(settings, new SteppedClock(), meters);
        node.declare(List.of());
        return node;
    }
}
