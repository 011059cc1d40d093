package io.peakday.events;

import io.micrometer.core.instrument.MeterRegistry;
import io.peakday.commandkit.CommandLineModule;
import io.peakday.engines.Database;
import io.peakday.engines.HealthCheck;
import io.peakday.engines.KafkaBootstrap;
import io.peakday.engines.NodeRoles;
import io.peakday.engines.OwnerDatabase;
import io.peakday.engines.PeriodicTask;
import io.peakday.engines.SchemaMigration;
import io.peakday.events.command.EventsCommand;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Wires the event system. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({EventSettings.class, SigningSettings.class})
public class EventsModule implements CommandLineModule {
    public static final SchemaMigration SCHEMA = new SchemaMigration("events", "db/events");

    @Override
    public String name() {
        return "events";
    }

    @Override
    public Map<String, Object> implied(NodeRoles node) {
        return Map.of(
                "peakday.events.relay.enabled", node.worker(),
                "peakday.events.consumers.enabled", node.stream());
    }

    @Override
    public boolean everywhere() {
        return true;
    }

    @Override
    public List<SchemaMigration> schemas() {
        return List.of(SCHEMA);
    }

    @Override
    public boolean offline() {
        return true;
    }

    @Override
    public List<Class<?>> commands() {
        return List.of(EventsCommand.class);
    }

    @Bean
    EventKeys eventKeys(Database database, SigningSettings settings) {
        return new EventKeys(database, settings);
    }

    @Bean
    Outbox outbox(Database database, InstantSource clock, EventSettings settings, EventKeys keys) {
        return new Outbox(database, clock, settings, keys);
    }

    @Bean
    DeadLetters deadLetters(
            Outbox outbox, ObjectProvider<Subscription> subscriptions, ObjectProvider<Subscriptions> more) {
        return new DeadLetters(outbox, all(subscriptions, more));
    }

    /** Not started here: the server starts it once the schemas are migrated, and closes it before the engines. */
    @Bean(destroyMethod = "close")
    EventRuntime eventRuntime(
            Outbox outbox,
            OwnerDatabase owner,
            KafkaBootstrap kafka,
            ObjectProvider<Subscription> subscriptions,
            ObjectProvider<Subscriptions> more,
            MeterRegistry meters) {
        return new EventRuntime(outbox, owner, kafka, all(subscriptions, more), meters);
    }

    private static List<Subscription> all(ObjectProvider<Subscription> single, ObjectProvider<Subscriptions> more) {
        return Stream.concat(single.stream(), more.stream().flatMap(several -> several.all().stream()))
                .toList();
    }

    /** What waits for events does not keep a node from answering. */
    @Bean
    HealthCheck eventsHealth(EventRuntime runtime) {
        return HealthCheck.degrading("events", runtime::trouble);
    }

    @Bean
    Replays eventReplays(Database database, InstantSource clock, EventSettings settings) {
        return new Replays(database, clock, settings);
    }

    @Bean
    PeriodicTask eventsDays(EventRuntime runtime) {
        return runtime.upkeep().getFirst();
    }

    @Bean
    PeriodicTask eventsCompare(EventRuntime runtime) {
        return runtime.upkeep().get(1);
    }

    @Bean
    PeriodicTask eventsResumeReplays(DeadLetters deadLetters) {
        return new PeriodicTask("events.resume-replays", Duration.ofMinutes(1), deadLetters::resume);
    }

    @Bean
    PeriodicTask eventsPruneKeys(Outbox outbox) {
        return new PeriodicTask(
                "events.prune-keys", Duration.ofHours(6), () -> outbox.keys().prune());
    }

    @Bean
    PeriodicTask eventsMeasureBacklog(EventRuntime runtime) {
        return runtime.upkeep().getLast();
    }
}
