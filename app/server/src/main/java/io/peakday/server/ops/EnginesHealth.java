package io.peakday.server.ops;

import io.peakday.engines.EngineStatus;
import io.peakday.engines.Engines;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/** Ready means: the database answers. Kafka may be away for a while; the outbox waits for it. */
final class EnginesHealth implements HealthIndicator {
    private final Engines engines;

    EnginesHealth(Engines engines) {
        this.engines = engines;
    }

    @Override
    public Health health() {
        Health.Builder health = engines.postgres().up() ? Health.up() : Health.down();
        for (EngineStatus status : engines.status()) {
            health.withDetail(status.engine(), status.up() ? "up " + status.version() : "down: " + status.trouble());
        }
        return health.build();
    }
}
