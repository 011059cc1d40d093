package io.peakday.customers;

import io.peakday.customers.CustomerEvents.CustomerDeleted;
import io.peakday.engines.Database;
import io.peakday.engines.SqlTime;
import io.peakday.events.Outbox;
import io.peakday.identity.KnownDevices;
import io.peakday.identity.LinkTokens;
import io.peakday.identity.MailTokens;
import io.peakday.identity.Sessions;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Erases people: what each module keeps of them, and the key under which events about them are sealed, in one transaction. So
 * everything in the tables is gone at once, and every copy of an event (in Kafka, the outbox, dead letters, archives,
 * backups) says nothing personal any more.
 *
 * <p>Ids of who was erased are kept in {@code identity.erasure} and in a {@linkplain ErasureJournal journal} outside the
 * database, from which {@link #reapply} repeats the erasures that a restored database has forgotten.
 */
public final class Erasures {
    private static final Logger LOG = LoggerFactory.getLogger(Erasures.class);

    private final Database database;
    private final Outbox outbox;
    private final InstantSource clock;
    private final Supplier<List<PersonalData>> modules;
    private final PostgresCustomers customers;
    private final KnownDevices devices;
    private final MailTokens tokens;
    private final Sessions sessions;
    private volatile @Nullable ErasureJournal kept;

    /** @param modules asked when somebody is erased, not before: modules themselves need customers */
    public Erasures(
            Database database,
            Outbox outbox,
            InstantSource clock,
            Sessions sessions,
            Supplier<List<PersonalData>> modules) {
        this.database = database;
        this.outbox = outbox;
        this.clock = clock;
        this.sessions = sessions;
        this.modules = modules;
        this.customers = new PostgresCustomers(database);
        this.devices = new KnownDevices(database, clock);
        this.tokens = new MailTokens(database, clock, LinkTokens.of(outbox));
    }

    /**
     * Erases a customer.
     *
     * @throws io.peakday.kernel.Failure {@code identity.no-customer}
     */
    public ErasureReport customer(UUID id) {
        return database.transact(() -> {
            Instant now = clock.instant();
            if (!customers.erase(id, now)) {
                throw Customers.nobody();
            }
            return forget(id, now);
        });
    }

    /** Erases what is personal of an order that a guest placed. */
    public ErasureReport order(UUID orderId) {
        return database.transact(() -> {
            Instant now = clock.instant();
            modules.get().forEach(module -> module.eraseOrder(orderId));
            write(orderId, ErasureJournal.Kind.ORDER, now);
            return new ErasureReport(orderId, now, retainedOfOrder(orderId));
        });
    }

    /** What an erasure of this customer would leave, or has left. */
    public List<Retained> retained(UUID customerId) {
        return modules.get().stream()
                .flatMap(module -> module.retained(customerId).stream())
                .toList();
    }

    private List<Retained> retainedOfOrder(UUID orderId) {
        return modules.get().stream()
                .flatMap(module -> module.retainedOfOrder(orderId).stream())
                .toList();
    }

    /** Who was erased, oldest first; without kinds that only a newer program knows. */
    public List<ErasureJournal.Entry> all() {
        return database.sql()
                .sql("select id, kind, asked_at from identity.erasure where upper(kind) = any(?) order by asked_at, id")
                .param(Stream.of(ErasureJournal.Kind.values()).map(Enum::name).toArray(String[]::new))
                .query((row, n) -> new ErasureJournal.Entry(
                        row.getObject("id", UUID.class),
                        ErasureJournal.Kind.valueOf(row.getString("kind").toUpperCase(java.util.Locale.ROOT)),
                        SqlTime.instant(row, "asked_at")))
                .list();
    }

    /**
     * Repeats what the journal knows and the database does not, because it was restored to an earlier state, and writes
     * down in the journal what only the database knows. To be called before anybody is let in.
     *
     * @return how many erasures were repeated
     */
    public int reapply(ErasureJournal journal) {
        List<ErasureJournal.Entry> known = all();
        List<ErasureJournal.Entry> written = journal.read();
        List<ErasureJournal.Entry> forgotten = without(written, known);
        for (ErasureJournal.Entry entry : forgotten) {
            database.run(() -> repeat(entry));
        }
        journal.append(without(known, written));
        return forgotten.size();
    }

    /** Writes down in the journal what it lacks: erasures by this node and all others. */
    public void copyTo(ErasureJournal journal) {
        journal.append(without(all(), journal.read()));
    }

    private void repeat(ErasureJournal.Entry entry) {
        switch (entry.kind()) {
            case CUSTOMER -> {
                customers.erase(entry.id(), entry.at());
                forget(entry.id(), entry.at());
            }
            case ORDER -> {
                modules.get().forEach(module -> module.eraseOrder(entry.id()));
                write(entry.id(), ErasureJournal.Kind.ORDER, entry.at());
            }
        }
    }

    private ErasureReport forget(UUID id, Instant now) {
        devices.forget(id);
        tokens.endAll(id);
        sessions.endAll(id);
        modules.get().forEach(module -> module.erase(id));
        outbox.shred(List.of(id));
        outbox.append(CustomerEvents.DELETED, id.toString(), new CustomerDeleted(id));
        write(id, ErasureJournal.Kind.CUSTOMER, now);
        return new ErasureReport(id, now, retained(id));
    }

    /** From now on each erasure is written down there once it has committed. */
    public void keep(ErasureJournal journal) {
        this.kept = journal;
    }

    private void write(UUID id, ErasureJournal.Kind kind, Instant at) {
        ErasureJournal journal = kept;
        if (journal != null) {
            database.afterCommit(() -> {
                try {
                    journal.append(List.of(new ErasureJournal.Entry(id, kind, at)));
                } catch (RuntimeException e) {
                    LOG.warn(
                            "An erasure is not in the journal yet; it is written with the next ones: {}", e.toString());
                }
            });
        }
        database.sql()
                .sql("insert into identity.erasure (id, kind, asked_at) values (?, ?, ?) on conflict do nothing")
                .params(id, kind.word(), SqlTime.of(at))
                .update();
    }

    /** Those whose id is not among the others. */
    private static List<ErasureJournal.Entry> without(
            List<ErasureJournal.Entry> entries, List<ErasureJournal.Entry> others) {
        Set<String> known = new HashSet<>();
        others.forEach(entry -> known.add(entry.kind() + " " + entry.id()));
        return entries.stream()
                .filter(entry -> known.add(entry.kind() + " " + entry.id()))
                .toList();
    }
}
