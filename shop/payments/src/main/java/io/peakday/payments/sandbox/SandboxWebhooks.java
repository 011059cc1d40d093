package io.peakday.payments.sandbox;

import io.peakday.engines.Database;
import io.peakday.engines.SqlTime;
import io.peakday.kernel.Ids;
import io.peakday.payments.WebhookSignature;
import io.peakday.web.OwnPort;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reports to the shop by signed HTTP what was decided after the answer: challenges, and cards that settle later. Delivered at
 * least once, again with growing pauses until the shop says 2xx, for about a day; the shop recognises repetitions by
 * the event's id.
 */
public final class SandboxWebhooks implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(SandboxWebhooks.class);
    private static final int BATCH = 50;
    private static final int PRUNE_AT_ONCE = 1_000;
    private static final int MAX_ATTEMPTS = 30;
    private static final Duration LONGEST_PAUSE = Duration.ofHours(1);

    private final Database database;
    private final InstantSource clock;
    private final Supplier<byte[]> secret;
    private final Supplier<Optional<URI>> receiver;
    private final HttpClient http = HttpClient.newBuilder()
            .connectTimeout(Duration.ofSeconds(2))
            .sslContext(OwnPort.tls())
            .build();

    /**
     * @param receiver where webhooks go, once it is known (the shop's own port is not before it listens)
     */
    public SandboxWebhooks(
            Database database, InstantSource clock, Supplier<byte[]> secret, Supplier<Optional<URI>> receiver) {
        this.database = database;
        this.clock = clock;
        this.secret = secret;
        this.receiver = receiver;
    }

    /** Settles what is due and delivers what waits. Safe on any number of nodes. Returns how many were delivered. */
    public int work() {
        settle();
        return receiver.get().map(this::deliver).orElse(0);
    }

    /** Forgets what was delivered or given up, and is older than that. Safe on any number of nodes. Returns how many. */
    public int prune(Duration age) {
        OffsetDateTime before = SqlTime.of(clock.instant().minus(age));
        int all = 0;
        int batch;
        do {
            batch = database.sql().sql("""
                            delete from sandbox.webhook where id in (
                                select id from sandbox.webhook where due_at is null and created_at < ?
                                order by created_at limit ? for update skip locked)""").params(before, PRUNE_AT_ONCE).update();
            all += batch;
        } while (batch == PRUNE_AT_ONCE);
        return all;
    }

    static void enqueue(Database database, Charge charge, Instant now) {
        UUID id = Ids.next();
        // Keys are made of letters, digits and punctuation that JSON needs no escape for; states are an enum.
        String body = "{\"id\":\"" + id + "\",\"type\":\"authorization.updated\",\"authorizeKey\":\"" + charge.key()
                + "\",\"state\":\"" + charge.state() + "\"}";
        database.sql()
                .sql("insert into sandbox.webhook (id, body, due_at, created_at) values (?, ?, ?, ?)")
                .params(id, body, SqlTime.of(now), SqlTime.of(now))
                .update();
    }

    private void settle() {
        Instant now = clock.instant();
        database.run(() -> {
            List<Charge> settled = database.sql()
                    .sql("""
                            update sandbox.charge
                            set state = case behaviour when 'WEBHOOK_LATER' then 'AUTHORIZED' else 'DECLINED' end,
                                decline = case behaviour when 'WEBHOOK_LATER' then null else 'DO_NOT_HONOR' end,
                                settles_at = null
                            where authorize_key in (select authorize_key from sandbox.charge
                                                    where settles_at <= ? and state = 'PROCESSING'
                                                    order by authorize_key limit ? for update skip locked)
                            returning *""")
                    .params(SqlTime.of(now), BATCH)
                    .query(Charge::read)
                    .list();
            settled.forEach(charge -> enqueue(database, charge, now));
        });
    }

    private int deliver(URI address) {
        // Taken with a lease, delivered outside the transaction: a node that dies meanwhile leaves it to the next.
        Instant now = clock.instant();
        List<Message> due = database.sql()
                .sql("""
                        update sandbox.webhook set attempts = attempts + 1, due_at = ?
                        where id in (select id from sandbox.webhook where due_at <= ?
                                     order by due_at limit ? for update skip locked)
                        returning id, body, attempts""")
                .params(SqlTime.of(now.plusSeconds(30)), SqlTime.of(now), BATCH)
                .query((row, n) -> new Message(row.getObject(1, UUID.class), row.getString(2), row.getInt(3)))
                .list();
        int delivered = 0;
        for (Message message : due) {
            boolean done = post(address, message);
            delivered += done ? 1 : 0;
            Duration pause = Duration.ofSeconds(1L << Math.min(message.attempts(), 12));
            Instant next = clock.instant().plus(pause.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause);
            boolean over = done || message.attempts() >= MAX_ATTEMPTS;
            database.sql()
                    .sql(
                            "update sandbox.webhook set due_at = case when ? then null else ?::timestamptz end where id = ?")
                    .params(over, SqlTime.of(next), message.id())
                    .update();
        }
        return delivered;
    }

    private boolean post(URI address, Message message) {
        HttpRequest request = HttpRequest.newBuilder(address)
                .timeout(Duration.ofSeconds(5))
                .header("Content-Type", "application/json")
                .header(WebhookSignature.HEADER, WebhookSignature.sign(secret.get(), clock.instant(), message.body()))
                .POST(HttpRequest.BodyPublishers.ofString(message.body()))
                .build();
        try {
            int status =
                    http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
            if (status / 100 != 2) {
                LOG.warn("Webhook {} was answered with status {}; it will be sent again.", message.id(), status);
            }
            return status / 100 == 2;
        } catch (IOException e) {
            LOG.warn("Webhook {} could not be delivered ({}); it will be sent again.", message.id(), e.getMessage());
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    @Override
    public void close() {
        http.close();
    }

    private record Message(UUID id, String body, int attempts) {}
}
