package io.peakday.mail;

import io.peakday.engines.Database;
import io.peakday.engines.SqlTime;
import io.peakday.kernel.Checks;
import io.peakday.kernel.Ids;
import io.peakday.kernel.Secrets;
import io.peakday.web.Cursors;
import io.peakday.web.Page;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The local mailbox: every mail that the embedded SMTP server has received.
 *
 * <p>Mails hold links by which their readers prove who they are, so whoever reads one could be them. {@link #show} masks what is
 * secret; only {@link #get} does not.
 */
public final class Mailbox {
    private static final int MAX_PAGE = 200;
    private static final int MAX_WORDS = 8;

    private final Database database;
    private final InstantSource clock;
    private final OpenRecipients open;

    public Mailbox(Database database, InstantSource clock) {
        this(database, clock, recipient -> false);
    }

    public Mailbox(Database database, InstantSource clock, OpenRecipients open) {
        this.database = database;
        this.clock = clock;
        this.open = open;
    }

    /**
     * Newest first.
     *
     * @param search words that must all occur in sender, recipient or subject; null or blank for all mails
     * @param limit 1 to 200
     */
    public Page<ReceivedMail.Line> list(@Nullable String search, @Nullable String cursor, int limit) {
        new Checks().range("limit", limit, 1, MAX_PAGE).orThrow("notify.bad-page", "This page cannot be shown.");
        UUID before = Cursors.read(cursor, 1)
                .map(parts -> Ids.parse(parts.getFirst()).orElseThrow(Cursors::bad))
                .orElse(null);
        List<ReceivedMail.Line> found = database.sql()
                .sql("""
                        select id, sender, recipient, subject, received_at from notify.received
                        where (:before::uuid is null or id < :before)
                          and sender || ' ' || recipient || ' ' || subject ilike all (:words)
                        order by id desc limit :limit""")
                .param("before", before)
                .param("words", patterns(search))
                .param("limit", limit + 1)
                .query((row, rowNumber) -> new ReceivedMail.Line(
                        row.getObject("id", UUID.class),
                        row.getString("sender"),
                        row.getString("recipient"),
                        Secrets.masked(row.getString("subject")),
                        SqlTime.instant(row, "received_at")))
                .list();
        return Page.of(found, limit, last -> Cursors.of(last.id()));
    }

    /** The mail with what is secret in it masked; in full where its recipient's mails are {@linkplain OpenRecipients no secret}. */
    public Optional<ReceivedMail> show(UUID id) {
        return get(id).map(mail -> open.isOpen(mail.recipient()) ? mail : mail.withoutSecrets());
    }

    /** The mail as its reader got it, with the links by which the reader signs in: for callers who may be anybody. */
    public Optional<ReceivedMail> get(UUID id) {
        return database.sql().sql("""
                        select id, message_id, sender, recipient, subject, source, received_at
                        from notify.received where id = :id""").param("id", id).query(Mailbox::mail).optional();
    }

    public long count() {
        return database.sql()
                .sql("select count(*) from notify.received")
                .query((row, rowNumber) -> row.getLong(1))
                .single();
    }

    /** Empties the mailbox. Returns how many mails there were. */
    public int clear() {
        return database.sql().sql("delete from notify.received").update();
    }

    /** Keeps a mail; one with a Message-ID that the recipient already has is the same mail again. */
    void store(String sender, String recipient, Mime.Head head, byte[] source) {
        database.sql()
                .sql("""
                        insert into notify.received
                            (id, message_id, sender, recipient, subject, source, received_at)
                        values (:id, :message, :sender, :recipient, :subject, :source, :now)
                        on conflict (message_id, recipient) do nothing""")
                .param("id", Ids.next())
                .param("message", clean(head.messageId()))
                .param("sender", clean(sender))
                .param("recipient", clean(recipient))
                .param("subject", clean(head.subject()))
                .param("source", source)
                .param("now", SqlTime.of(clock.instant()))
                .update();
    }

    int prune(Instant before) {
        return database.sql()
                .sql("delete from notify.received where received_at < :before")
                .param("before", SqlTime.of(before))
                .update();
    }

    private static String[] patterns(@Nullable String search) {
        return search == null || search.isBlank()
                ? new String[] {"%"}
                : Arrays.stream(clean(search).strip().split("\\s+"))
                        .limit(MAX_WORDS)
                        .map(word -> "%"
                                + word.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_") + "%")
                        .toArray(String[]::new);
    }

    private static ReceivedMail mail(ResultSet row, int rowNumber) throws SQLException {
        byte[] source = row.getBytes("source");
        Mime.Body body = Mime.body(source);
        return new ReceivedMail(
                row.getObject("id", UUID.class),
                row.getString("message_id"),
                row.getString("sender"),
                row.getString("recipient"),
                row.getString("subject"),
                body.html(),
                body.text(),
                new String(source, StandardCharsets.UTF_8),
                SqlTime.instant(row, "received_at"),
                false);
    }

    /** PostgreSQL's text cannot hold NUL. */
    private static String clean(String text) {
        return text.replace('\0', '\uFFFD');
    }
}
