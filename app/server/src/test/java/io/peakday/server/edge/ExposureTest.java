package io.peakday.server.edge;

import static org.assertj.core.api.Assertions.assertThat;

import io.peakday.server.Exposure;
import io.peakday.server.ModuleRegistry;
import io.peakday.server.settings.Settings;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ExposureTest {
    private static List<String> of(String... settings) {
        Map<String, String> flags = new HashMap<>();
        for (int i = 0; i < settings.length; i += 2) {
            flags.put(settings[i], settings[i + 1]);
        }
        return Exposure.of(Settings.load(ModuleRegistry.settings(), null, Map.of(), flags));
    }

    @Test
    void aStoreOnThisMachineAloneShowsNothing() {
        assertThat(of()).isEmpty();
        assertThat(of("peakday.server.address", "::1")).isEmpty();
        assertThat(of(
                        "peakday.engines.postgres.url", "jdbc:postgresql://localhost:5432/x",
                        "peakday.engines.kafka.servers", "127.0.0.1:9092",
                        "peakday.limits.redis.url", "redis://[::1]:6379"))
                .isEmpty();
    }

    @Test
    void aDemoThatOthersCanReachIsWarnedOf() {
        assertThat(of("peakday.server.address", "0.0.0.0", "peakday.web.trusted-proxies", "10\\.0\\.0\\.1"))
                .singleElement()
                .asString()
                .contains("demo", "0.0.0.0", "peakday.server.demo=false");
        assertThat(of(
                        "peakday.server.address", "0.0.0.0",
                        "peakday.server.demo", "false",
                        "peakday.web.trusted-proxies", "10\\.0\\.0\\.1"))
                .isEmpty();
    }

    @Test
    void whatCrossesTheMachinesBorderInTheClearIsWarnedOf() {
        assertThat(of("peakday.server.address", "0.0.0.0", "peakday.server.demo", "false"))
                .singleElement()
                .asString()
                .contains("without TLS", "peakday.server.tls.certificate");
        assertThat(of(
                        "peakday.engines.postgres.url", "jdbc:postgresql://192.0.2.5:5432/x?sslmode=require",
                        "peakday.engines.kafka.servers", "127.0.0.1:9092,192.0.2.6:9092",
                        "peakday.limits.redis.url", "redis://192.0.2.7:6379"))
                .satisfiesExactly(
                        postgres -> assertThat(postgres).contains("192.0.2.5", "peakday.engines.tls.postgres"),
                        kafka -> assertThat(kafka).contains("192.0.2.6", "peakday.engines.tls.kafka"),
                        redis -> assertThat(redis).contains("192.0.2.7", "rediss://"));
        assertThat(of(
                        "peakday.engines.tls.postgres", "true",
                        "peakday.engines.tls.kafka", "true",
                        "peakday.engines.postgres.url", "jdbc:postgresql://192.0.2.5:5432/x",
                        "peakday.engines.kafka.servers", "192.0.2.6:9092",
                        "peakday.limits.redis.url", "rediss://192.0.2.7:6379"))
                .isEmpty();
    }
}
