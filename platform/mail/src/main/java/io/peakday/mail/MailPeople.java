package io.peakday.mail;

import io.peakday.engines.Database;
import io.peakday.engines.SqlTime;
import io.peakday.events.Personal;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * Whose mails they are, and the forgetting of those whose account was deleted. A mail about an order that is still under
 * way is sent all the same, and forgotten then.
 */
public final class MailPeople {
    /** How long it is known of a link that it was used: as long as any that counts once may live. */
    public static final Duration LINK_LIFE = Duration.ofDays(1);

    /** How long after its deletion an account's orders may still be mailed about. */
    private static final Duration UNDER_WAY = Duration.ofDays(365);

    /** What is done with, and what nobody needs to receive any more; a mail that is being sent just now comes later. */
    private static final String FORGETTABLE = """
            o.customer_id in (select customer_id from notify.forgotten)
            and (o.state <> 'QUEUED' or (o.kind like 'account-%' and o.attempts = 0))""";

    private final Database database;
    private final InstantSource clock;

    public MailPeople(Database database, InstantSource clock) {
        this.database = database;
        this.clock = clock;
    }

    /** The customer proved to own the address: what was sent to a guest under it is theirs. */
    public void claim(UUID customerId, String verifiedEmail) {
        if (verifiedEmail.equals(Personal.ERASED_EMAIL)) {
            return;
        }
        database.sql()
                .sql("""
                        update notify.outgoing set customer_id = :customer
                        where customer_id is null and lower(recipient) = lower(:email)""")
                .param("customer", customerId)
                .param("email", verifiedEmail.strip())
                .update();
    }

    /** Forgets the customer's mails, those in the local mailbox too; returns how many were forgotten at once. */
    public int forget(UUID customerId) {
        return database.transact(() -> {
            database.sql()
                    .sql(
                            "insert into notify.forgotten (customer_id, asked_at) values (:customer, :now) on conflict do nothing")
                    .param("customer", customerId)
                    .param("now", SqlTime.of(clock.instant()))
                    .update();
            return erase();
        });
    }

    /** Forgets the mails to a guest about the order with this number. */
    public void forgetOrder(String number) {
        database.run(() -> {
            database.sql().sql("""
                            delete from notify.received r using notify.outgoing o
                            where r.recipient = o.recipient
                              and r.message_id like '<' || o.event_id || '.' || o.kind || '@%'
                              and o.customer_id is null and position(:number in o.text) > 0""").param("number", number).update();
            database.sql()
                    .sql("delete from notify.outgoing where customer_id is null and position(:number in text) > 0")
                    .param("number", number)
                    .update();
        });
    }

    /** The mails to a customer, oldest first, as they were written. */
    public Object of(UUID customerId) {
        return database.sql().sql("""
                        select kind, sender, recipient, subject, text, state, last_error, queued_at, sent_at
                        from notify.outgoing where customer_id = ? order by id""").param(customerId).query().listOfRows();
    }

    /** The mails to a guest about the order with this number. */
    public Object ofOrder(String number) {
        return database.sql().sql("""
                        select kind, sender, recipient, subject, text, state, last_error, queued_at, sent_at
                        from notify.outgoing where customer_id is null and position(? in text) > 0 order by id""").param(number).query().listOfRows();
    }

    /** Forgets the links that were mailed to an address. */
    public void forgetLinks(String email) {
        database.sql().sql("""
                        delete from notify.received r using notify.outgoing o
                        where r.recipient = o.recipient and o.kind like 'privacy-%' and lower(o.recipient) = lower(:email)
                          and r.message_id like '<' || o.event_id || '.' || o.kind || '@%'""").param("email", email).update();
        database.sql().sql("""
                        delete from notify.outgoing
                        where kind like 'privacy-%' and lower(recipient) = lower(:email) and customer_id is null""").param("email", email).update();
    }

    /** Uses up a link that counts once, and does what it is for in the same transaction; empty if it was used before. */
    public <T> Optional<T> useOnce(UUID link, Supplier<T> work) {
        return database.transact(() -> {
            int fresh = database.sql()
                    .sql("insert into notify.used_link (id, used_at) values (:id, :now) on conflict do nothing")
                    .param("id", link)
                    .param("now", SqlTime.of(clock.instant()))
                    .update();
            return fresh == 1 ? Optional.of(work.get()) : Optional.empty();
        });
    }

    /** Whether a link that counts once was used. */
    public boolean isUsed(UUID link) {
        return database.sql()
                .sql("select exists (select from notify.used_link where id = :id)")
                .param("id", link)
                .query(Boolean.class)
                .single();
    }

    /** How many links were mailed to an address since then. */
    public int links(String email, Instant since) {
        return database.sql()
                .sql("""
                        select count(*)::int from notify.outgoing
                        where kind like 'privacy-%' and lower(recipient) = lower(:email) and customer_id is null
                          and queued_at > :since""")
                .param("email", email)
                .param("since", SqlTime.of(since))
                .query(Integer.class)
                .single();
    }

    /**
     * Does something for one address at a time, on whatever node, in one transaction: so that what was counted ({@link #links}) is still
     * so when a mail is written.
     */
    public void oneAtATime(String email, Runnable work) {
        database.run(() -> {
            database.sql()
                    .sql("select pg_advisory_xact_lock(hashtextextended('notify.links ' || lower(?), 0))::text")
                    .param(email)
                    .query(String.class)
                    .single();
            work.run();
        });
    }

    /** Forgets what was sent since. Safe on any number of nodes. */
    int prune() {
        int forgotten = database.transact(this::erase);
        database.sql()
                .sql("delete from notify.forgotten where asked_at < :before")
                .param("before", SqlTime.of(clock.instant().minus(UNDER_WAY)))
                .update();
        database.sql()
                .sql("delete from notify.used_link where used_at < :before")
                .param("before", SqlTime.of(clock.instant().minus(LINK_LIFE)))
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
