package io.peakday.edge;

import org.springframework.boot.availability.AvailabilityChangeEvent;
import org.springframework.boot.availability.ReadinessState;
import org.springframework.context.ApplicationListener;

/**
 * Whether this node has said that it takes no more traffic. Until it stops it answers all the same, and ends each connection
 * with its answer, so that a load balancer that keeps connections to it has none left when it stops.
 */
final class Draining implements ApplicationListener<AvailabilityChangeEvent<ReadinessState>> {
    private volatile boolean on;

    @Override
    public void onApplicationEvent(AvailabilityChangeEvent<ReadinessState> event) {
        on = event.getState() == ReadinessState.REFUSING_TRAFFIC;
    }

    boolean on() {
        return on;
    }
}
