package io.peakday.notify;

import io.peakday.engines.Database;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.UUID;

/**
 * Whose mails they are, and the forgetting of those whose account was deleted. A mail about an order that is still under
 * way is sent all the same, and forgotten then.
 */
final class MailPeople {
    /** How long after its deletion an account's orders may still be told of. */
    private static final Duration UNDER_WAY = Duration.ofDays(365);

    /** What is done with, and what nobody needs to be told any more; a mail that is being sent just now comes later. */
    private static final String FORGETTABLE = """
            o.customer_id in (select customer_id from notify.forgotten)
            and (o.state <> 'QUEUED' or (o.kind like 'account-%' and o.attempts = 0))""";

    private final Database database;
    private final InstantSource clock;

    MailPeople(Database database, InstantSource clock) {
        this.database = database;
        this.clock = clock;
    }

    /** The customer proved to own the address: what was sent to a guest under it is theirs. */
    void claim(UUID customerId, String verifiedEmail) {
        database.sql()
                .sql("""
                        update notify.outgoing set customer_id = :customer
                        where customer_id is null and lower(recipient) = lower(:email)""")
                .param("customer", customerId)
                .param("email", verifiedEmail.strip())
                .update();
    }

    /** Forgets the customer's mails, those in the local mailbox too; returns how many were forgotten at once. */
    int forget(UUID customerId) {
        return database.transact(() -> {
            database.sql()
                    .sql(
                            "insert into notify.forgotten (customer_id, asked_at) values (:customer, :now) on conflict do nothing")
                    .param("customer", customerId)
                    .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                    .update();
            return erase();
        });
    }

    /** Forgets what was sent since. Safe on any number of nodes. */
    int prune() {
        int forgotten = database.transact(this::erase);
        database.sql()
                .sql("delete from notify.forgotten where asked_at < :before")
                .param("before", clock.instant().minus(UNDER_WAY).atOffset(ZoneOffset.UTC))
                .update();
        return forgotten;
    }

    private int erase() {
        database.sql().sql("""
                        delete from notify.received r using notify.outgoing o
                        where r.recipient = o.recipient
                          and r.message_id like '<' || o.event_id || '.' || o.kind || '@%' and\s""" + FORGETTABLE).update();
        return database.sql()
                .sql("delete from notify.outgoing o where " + FORGETTABLE)
                .update();
    }
}
