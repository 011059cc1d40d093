package io.peakday.server.ops;

import io.peakday.limits.LimitsNode;
import io.peakday.limits.LimitsStatus;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/** Limits that hold by older policies or without the shared counters are a trouble to tell, and none to stop a node for. */
final class LimitsHealth implements HealthIndicator {
    private final LimitsNode limits;

    LimitsHealth(LimitsNode limits) {
        this.limits = limits;
    }

    @Override
    public Health health() {
        LimitsStatus status = limits.status();
        Health.Builder health = Health.up()
                .withDetail("policies", status.policies().size())
                .withDetail("counters", status.counters())
                .withDetail("countersAnswer", status.countersAnswer());
        if (status.fileTrouble() != null) {
            health.withDetail("fileTrouble", status.fileTrouble());
        }
        return health.build();
    }
}
