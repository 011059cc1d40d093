package io.peakday.testnode;

import io.peakday.engines.Database;
import io.peakday.engines.ModuleDescriptor;
import io.peakday.engines.PeriodicTask;
import io.peakday.engines.SchemaMigration;
import io.peakday.events.EventType;
import io.peakday.events.Outbox;
import io.peakday.events.Subscription;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** A module as others are: with a schema, a route, an event that it follows, and a periodic task. */
@Configuration(proxyBeanMethods = false)
public class GreetingsModule implements ModuleDescriptor {
    public static final SchemaMigration SCHEMA = new SchemaMigration("greetings", "db/greetings");
    public static final SchemaMigration SECOND_SCHEMA = new SchemaMigration("more", "db/more");

    static final EventType<Greeting> GREETED = new EventType<>("greetings.greeted", 1, "greetings", Greeting.class);

    record Greeting(String text) {}

    /** What this node has seen. */
    record Seen(Queue<String> greetings, AtomicInteger runs, Path folder, String word, InstantSource clock) {}

    @Override
    public String name() {
        return "greetings";
    }

    @Override
    public List<SchemaMigration> schemas() {
        return List.of(SCHEMA, SECOND_SCHEMA);
    }

    @Bean
    Seen seen(
            @Value("${greetings.folder}") Path folder,
            @Value("${greetings.word:Hello}") String word,
            InstantSource clock) {
        return new Seen(new ConcurrentLinkedQueue<>(), new AtomicInteger(), folder, word, clock);
    }

    @Bean
    Subscription follow(Seen seen) {
        return Subscription.durable("greetings.follow")
                .on(GREETED, received -> seen.greetings().add(received.payload().text()));
    }

    @Bean
    PeriodicTask count(Seen seen) {
        return new PeriodicTask("greetings.count", Duration.ofMillis(5), () -> {
            if (seen.runs().incrementAndGet() == 1) {
                throw new IllegalStateException("the first run fails");
            }
        });
    }

    @RestController
    record Routes(Database database, Outbox outbox, Seen seen) {
        @GetMapping("/greeting")
        String greeting() {
            return seen.word();
        }

        @PostMapping("/greetings")
        Greeting greet(@RequestBody Greeting greeting) {
            database.run(() -> outbox.append(GREETED, greeting.text(), greeting));
            return greeting;
        }
    }
}
