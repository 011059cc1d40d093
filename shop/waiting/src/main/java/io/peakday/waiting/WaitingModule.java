package io.peakday.waiting;

import io.micrometer.core.instrument.MeterRegistry;
import io.peakday.customers.PersonalData;
import io.peakday.engines.Database;
import io.peakday.engines.ModuleDescriptor;
import io.peakday.engines.PeriodicTask;
import io.peakday.engines.SchemaMigration;
import io.peakday.idempotency.WithoutIdempotencyKey;
import io.peakday.live.LiveStreams;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Wires the waiting rooms. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(WaitingSettings.class)
public class WaitingModule implements ModuleDescriptor {
    public static final SchemaMigration SCHEMA = new SchemaMigration("waiting", "db/waiting");

    private static final Duration LIVE = Duration.ofSeconds(1);

    @Override
    public String name() {
        return "waiting";
    }

    @Override
    public List<SchemaMigration> schemas() {
        return List.of(SCHEMA);
    }

    @Override
    public Map<String, String> keys() {
        return Map.of(WaitingRooms.KEY, "Tickets and challenges of waiting rooms");
    }

    @Override
    public boolean offline() {
        return true;
    }

    @Bean(destroyMethod = "close")
    WaitingRooms waitingRooms(
            Database database,
            InstantSource clock,
            WaitingSettings settings,
            ObjectProvider<JoinGuard> guard,
            ObjectProvider<MeterRegistry> meters) {
        WaitingRooms rooms = new WaitingRooms(database, clock, settings, guard.getIfAvailable(() -> JoinGuard.OPEN));
        meters.ifAvailable(rooms::bindTo);
        return rooms;
    }

    @Bean
    WaitingLive waitingLive(WaitingRooms rooms, LiveStreams streams, WaitingSettings settings) {
        return new WaitingLive(rooms, streams, settings.maxStreams());
    }

    @Bean
    WaitingApi waitingApi(WaitingRooms rooms, WaitingLive live) {
        return new WaitingApi(rooms, live);
    }

    /** One place a customer and room, however often it is asked for. */
    @Bean
    WithoutIdempotencyKey joinsWithoutStoredReplies() {
        return new WithoutIdempotencyKey("/api/v1/waiting/{room}");
    }

    /** A place is forgotten with its room; the id in it means nobody once its customer was erased. */
    @Bean
    PersonalData placeData(Database database) {
        return PersonalData.rows(
                "waitingPlaces",
                database,
                "select room_id, number, gone, joined_at from waiting.place where customer_id = ? order by joined_at");
    }

    @Bean
    PeriodicTask advanceWaitingRooms(WaitingRooms rooms, WaitingSettings settings) {
        return new PeriodicTask("waiting.advance", settings.advanceEvery(), rooms::advance);
    }

    @Bean
    PeriodicTask pushStandings(WaitingLive live) {
        return new PeriodicTask("waiting.tell", LIVE, live::tick);
    }

    @Bean
    PeriodicTask pruneWaitingRooms(WaitingRooms rooms, WaitingSettings settings) {
        return new PeriodicTask("waiting.prune", settings.pruneEvery(), rooms::prune);
    }
}
