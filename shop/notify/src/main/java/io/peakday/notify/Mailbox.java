package io.peakday.notify;

import io.peakday.engines.Database;
import io.peakday.web.Page;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The local mailbox: every mail that the embedded SMTP server has received. */
public final class Mailbox {
    private final Database database;

    public Mailbox(Database database) {
        this.database = database;
    }

    /**
     * Newest first.
     *
     * @param search words that must all occur in sender, recipient or subject; null or blank for all mails
     * @param limit 1 to 200
     */
    public Page<ReceivedMail.Line> list(@Nullable String search, @Nullable String cursor, int limit) {
        throw new UnsupportedOperationException();
    }

    public Optional<ReceivedMail> get(UUID id) {
        throw new UnsupportedOperationException();
    }

    public long count() {
        throw new UnsupportedOperationException();
    }

    /** Empties the mailbox. Returns how many mails there were. */
    public int clear() {
        return database.sql().sql("delete from notify.received").update();
    }
}
