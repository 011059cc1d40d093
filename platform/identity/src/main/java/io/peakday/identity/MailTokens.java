package io.peakday.identity;

import io.peakday.engines.Database;
import io.peakday.engines.SqlTime;
import io.peakday.identity.secret.Tokens;
import io.peakday.mail.LinkRequest;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

/**
 * Tokens in the links of mails: stored as hashes, used once, for a while, and only the newest of each purpose; of those that lead
 * back to a former address all. The tokens themselves are nowhere until the mail is sent ({@link LinkTokens}).
 */
final class MailTokens {
    enum Purpose {
        VERIFY,
        CHANGE,
        RESET,
        UNDO,
        STAFF_RESET;

        String code() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** What a token stands for. */
    record Proof(Purpose purpose, UUID ownerId, String email) {}

    private static final String[] KNOWN =
            Arrays.stream(Purpose.values()).map(Purpose::code).toArray(String[]::new);

    private final Database database;
    private final InstantSource clock;
    private final LinkTokens links;

    MailTokens(Database database, InstantSource clock, LinkTokens links) {
        this.links = links;
        this.database = database;
        this.clock = clock;
    }

    /** A request for a new token, which ends the earlier ones of the same owner and purpose. */
    LinkRequest create(Purpose purpose, UUID ownerId, String email, Duration life) {
        endAll(ownerId, purpose);
        return add(purpose, ownerId, email, life);
    }

    /** A request for a new token beside the earlier ones. */
    LinkRequest add(Purpose purpose, UUID ownerId, String email, Duration life) {
        LinkRequest request = links.request(purpose.code());
        database.sql()
                .sql("""
                        insert into identity.mail_token (token_hash, purpose, owner_id, email, expires_at)
                        values (?, ?, ?, ?, ?)""")
                .params(
                        Tokens.hash(links.token(request, email)),
                        purpose.code(),
                        ownerId,
                        email,
                        SqlTime.of(clock.instant().plus(life)))
                .update();
        return request;
    }

    /** What the token stands for, without using it up. */
    Optional<Proof> look(String token) {
        return find(
                "select purpose, owner_id, email from identity.mail_token where token_hash = ? and expires_at > ?"
                        + " and purpose = any(?)",
                token);
    }

    /** Uses the token up; of any number of callers at once, one gets the proof. */
    Optional<Proof> use(String token) {
        return find(
                "delete from identity.mail_token where token_hash = ? and expires_at > ? and purpose = any(?)"
                        + " returning purpose, owner_id, email",
                token);
    }

    void endAll(UUID ownerId, Purpose purpose) {
        database.sql()
                .sql("delete from identity.mail_token where owner_id = ? and purpose = ?")
                .params(ownerId, purpose.code())
                .update();
    }

    /** Ends the owner's tokens of every other purpose. */
    void endAllBut(UUID ownerId, Purpose kept) {
        database.sql()
                .sql("delete from identity.mail_token where owner_id = ? and purpose <> ?")
                .params(ownerId, kept.code())
                .update();
    }

    void endAll(UUID ownerId) {
        database.sql()
                .sql("delete from identity.mail_token where owner_id = ?")
                .param(ownerId)
                .update();
    }

    void prune() {
        database.sql()
                .sql("delete from identity.mail_token where expires_at < ?")
                .param(SqlTime.of(clock.instant()))
                .update();
    }

    /** A token of a purpose that only a newer program knows is none here, and stays. */
    private Optional<Proof> find(String sql, String token) {
        if (!Tokens.isShaped(token)) {
            return Optional.empty();
        }
        return database.sql()
                .sql(sql)
                .params(Tokens.hash(token), SqlTime.of(clock.instant()), KNOWN)
                .query((row, n) -> new Proof(
                        Purpose.valueOf(row.getString("purpose").toUpperCase(Locale.ROOT)),
                        Rows.uuid(row, "owner_id"),
                        row.getString("email")))
                .optional();
    }
}
