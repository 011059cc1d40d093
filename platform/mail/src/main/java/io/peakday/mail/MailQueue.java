package io.peakday.mail;

import io.peakday.engines.Database;
import io.peakday.engines.SqlTime;
import io.peakday.events.Personal;
import io.peakday.kernel.Checks;
import io.peakday.kernel.Failure;
import io.peakday.kernel.Ids;
import io.peakday.kernel.Secrets;
import io.peakday.mail.OutgoingMail.State;
import io.peakday.web.Cursors;
import io.peakday.web.Page;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/**
 * The mails on their way out, and the record of what was sent.
 *
 * <p>The token of a mail's link is not in the queue ({@link MailLinks}).
 *
 * <p>A mail is written in the transaction that handles its event, so there is one mail for an event and a kind, however
 * often the event comes. Sending takes a lease on the row, sends outside any transaction, and then marks the row. If a node
 * dies in between, the lease ends and another node sends; only a crash after the server said yes and before the row is
 * marked can repeat a mail, and then with the same Message-ID, by which mailboxes recognise it.
 */
public final class MailQueue {
    private static final int MAX_PAGE = 200;

    /** By which a row that another statement leased meanwhile may be ahead. */
    private static final Duration SLACK = Duration.ofMinutes(5);

    private static final String COLUMNS =
            "id, event_id, kind, recipient, subject, state, attempts, due_at, last_error, queued_at, sent_at";

    private final Database database;
    private final MailSettings settings;
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();

    public MailQueue(Database database, MailSettings settings) {
        this.database = database;
        this.settings = settings;
    }

    /** A mail to be sent now, with the attempt it is. */
    record Leased(UUID id, UUID eventId, MailMessage message, String sender, int attempt) {}

    /** As {@link #enqueue(UUID, UUID, MailMessage)}, to somebody who is no customer. */
    public void enqueue(UUID eventId, MailMessage message) {
        enqueue(eventId, null, message);
    }

    /**
     * Queues a mail for an event, in the current transaction if there is one; a second one of its kind is ignored.
     *
     * @param customerId with whom it is forgotten; null for a guest
     */
    public void enqueue(UUID eventId, @Nullable UUID customerId, MailMessage message) {
        if (message.recipient().equals(Personal.ERASED_EMAIL)) {
            // Who it was for was erased before the event was read.
            return;
        }
        database.sql()
                .sql("""
                        insert into notify.outgoing
                            (id, event_id, customer_id, kind, sender, recipient, subject, html, text, link, state, due_at,
                             queued_at)
                        values (:id, :event, :customer::uuid, :kind, :sender, :recipient, :subject, :html, :text, :link::text, 'QUEUED',
                                clock_timestamp(), clock_timestamp())
                        on conflict (event_id, kind) do nothing""")
                .param("id", Ids.next())
                .param("event", eventId)
                .param("customer", customerId)
                .param("kind", message.kind())
                .param("sender", settings.from())
                .param("recipient", message.recipient())
                .param("subject", message.subject())
                .param("html", message.html())
                .param("text", message.text())
                .param("link", message.link() == null ? null : message.link().toString())
                .update();
        database.afterCommit(() -> listeners.forEach(Runnable::run));
    }

    /**
     * Newest first.
     *
     * @param state only those, or null for all
     * @param limit 1 to 200
     */
    public Page<OutgoingMail> list(@Nullable State state, @Nullable String cursor, int limit) {
        new Checks().range("limit", limit, 1, MAX_PAGE).orThrow("notify.bad-page", "This page cannot be shown.");
        UUID before = Cursors.read(cursor, 1)
                .map(parts -> Ids.parse(parts.getFirst()).orElseThrow(Cursors::bad))
                .orElse(null);
        List<OutgoingMail> found = database.sql()
                .sql("select " + COLUMNS + """
                         from notify.outgoing
                        where (:state::text is null or state = :state) and (:before::uuid is null or id < :before)
                        order by id desc limit :limit""")
                .param("state", state == null ? null : state.name())
                .param("before", before)
                .param("limit", limit + 1)
                .query(MailQueue::mail)
                .list();
        return Page.of(found, limit, last -> Cursors.of(last.id()));
    }

    public Optional<OutgoingMail> get(UUID id) {
        return database.sql()
                .sql("select " + COLUMNS + " from notify.outgoing where id = :id")
                .param("id", id)
                .query(MailQueue::mail)
                .optional();
    }

    /** How many there are in each state. */
    public Map<State, Long> counts() {
        Map<State, Long> counts = new EnumMap<>(State.class);
        for (State state : State.values()) {
            counts.put(state, 0L);
        }
        database.sql()
                .sql("select state, count(*) from notify.outgoing group by state")
                .query(row -> {
                    counts.put(State.valueOf(row.getString(1)), row.getLong(2));
                });
        return counts;
    }

    /**
     * Queues a mail that was given up once more; false if there is no such mail (any more).
     *
     * @throws Failure {@code notify.not-failed} unless it was given up
     */
    public boolean retry(UUID id) {
        int changed = database.sql().sql("""
                        update notify.outgoing set state = 'QUEUED', attempts = 0, due_at = clock_timestamp()
                        where id = :id and state = 'FAILED'""").param("id", id).update();
        if (changed == 0) {
            if (get(id).isEmpty()) {
                return false;
            }
            throw Failure.conflict("notify.not-failed", "This mail has not been given up; there is nothing to repeat.");
        }
        database.afterCommit(() -> listeners.forEach(Runnable::run));
        return true;
    }

    void onEnqueued(Runnable listener) {
        listeners.add(listener);
    }

    /**
     * Takes mails that are due by the database's clock; until the lease has passed no other node gets them. One that has not been
     * tried yet is due, whatever its time says, and so is one that is due later than any ever is: the clock was put back since.
     *
     * @param purposes of links; a mail with a link for another one is left to a node that can make it
     */
    List<Leased> lease(int limit, Set<String> purposes) {
        MailSettings.Queue times = settings.queue();
        Duration latest =
                Collections.max(List.of(times.lease(), times.longestPause())).plus(SLACK);
        return database.sql()
                .sql("""
                        update notify.outgoing
                           set attempts = attempts + 1, due_at = statement_timestamp() + make_interval(secs => :lease)
                        where id in (select id from notify.outgoing where state = 'QUEUED'
                                       and (due_at <= statement_timestamp() or attempts = 0
                                            or due_at > statement_timestamp() + make_interval(secs => :latest))
                                       and (link is null or split_part(link, ':', 1) = any(:purposes))
                                     order by due_at limit :limit for update skip locked)
                        returning id, event_id, kind, sender, recipient, subject, html, text, link, attempts""")
                .param("lease", SqlTime.seconds(times.lease()))
                .param("latest", SqlTime.seconds(latest))
                .param("purposes", purposes.toArray(String[]::new))
                .param("limit", limit)
                .query((row, rowNumber) -> new Leased(
                        row.getObject("id", UUID.class),
                        row.getObject("event_id", UUID.class),
                        new MailMessage(
                                row.getString("kind"),
                                row.getString("recipient"),
                                row.getString("subject"),
                                row.getString("html"),
                                row.getString("text"),
                                link(row.getString("link"))),
                        row.getString("sender"),
                        row.getInt("attempts")))
                .list();
    }

    void sent(UUID id) {
        database.sql()
                .sql(
                        "update notify.outgoing set state = 'SENT', sent_at = clock_timestamp(), last_error = null where id = :id")
                .param("id", id)
                .update();
    }

    /** Releases the mail, to be tried later, or gives it up. */
    void failed(Leased mail, String error, boolean permanent) {
        String said = Secrets.masked(error);
        boolean over = permanent || mail.attempt() >= settings.queue().attempts();
        database.sql()
                .sql("""
                        update notify.outgoing
                           set state = :state, due_at = clock_timestamp() + make_interval(secs => :pause), last_error = :error
                        where id = :id and state = 'QUEUED'""")
                .param("state", (over ? State.FAILED : State.QUEUED).name())
                .param("pause", SqlTime.seconds(pause(mail.attempt())))
                .param("error", said.length() <= 500 ? said : said.substring(0, 500))
                .param("id", mail.id())
                .update();
    }

    /** Forgets mails that are done with and older than the settings keep. */
    int prune() {
        return database.sql()
                .sql(
                        "delete from notify.outgoing where state <> 'QUEUED' and queued_at < statement_timestamp() - make_interval(secs => ?)")
                .param(SqlTime.seconds(settings.keep()))
                .update();
    }

    /** Doubles with each attempt, up to the longest. */
    Duration pause(int attempt) {
        MailSettings.Queue queue = settings.queue();
        long factor = 1L << Math.min(30, attempt - 1);
        long millis =
                Math.min(queue.longestPause().toMillis(), queue.firstPause().toMillis() * factor);
        return Duration.ofMillis(millis);
    }

    private static @Nullable LinkRequest link(@Nullable String text) {
        return text == null ? null : LinkRequest.parse(text);
    }

    private static OutgoingMail mail(ResultSet row, int rowNumber) throws SQLException {
        return new OutgoingMail(
                row.getObject("id", UUID.class),
                row.getObject("event_id", UUID.class),
                row.getString("kind"),
                row.getString("recipient"),
                row.getString("subject"),
                State.valueOf(row.getString("state")),
                row.getInt("attempts"),
                SqlTime.instant(row, "due_at"),
                row.getString("last_error"),
                SqlTime.instant(row, "queued_at"),
                SqlTime.instantOrNull(row, "sent_at"));
    }
}
