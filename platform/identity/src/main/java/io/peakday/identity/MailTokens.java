package io.peakday.identity;

import io.peakday.engines.Database;
import io.peakday.engines.SqlTime;
import io.peakday.mail.LinkRequest;
import io.peakday.secrets.Tokens;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

/**
 * Tokens in the links of mails: stored as hashes, used once, for a while, and only the newest of each purpose; of those that lead
 * back to a former address all. The tokens themselves are nowhere until the mail is sent ({@link LinkTokens}).
 */
public final class MailTokens {
    public enum Purpose {
        VERIFY,
        CHANGE,
        RESET,
        UNDO,
        STAFF_RESET;

        public String code() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** What a token stands for. */
    public record Proof(Purpose purpose, UUID ownerId, String email) {}

    /** What is kept of a token that has not been used yet, as it is stored. */
    public record Open(String purpose, String email, Instant expiresAt) {}

    private static final String[] KNOWN =
            Arrays.stream(Purpose.values()).map(Purpose::code).toArray(String[]::new);

    private final Database database;
    private final InstantSource clock;
    private final LinkTokens links;

    public MailTokens(Database database, InstantSource clock, LinkTokens links) {
        this.links = links;
        this.database = database;
        this.clock = clock;
    }

    /** A request for a new token, which ends the earlier ones of the same owner and purpose. */
    public LinkRequest create(Purpose purpose, UUID ownerId, String email, Duration life) {
        endAll(ownerId, purpose);
        return add(purpose, ownerId, email, life);
    }

    /** A request for a new token beside the earlier ones. */
    public LinkRequest add(Purpose purpose, UUID ownerId, String email, Duration life) {
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
    public Optional<Proof> look(String token) {
        return find(
                "select purpose, owner_id, email from identity.mail_token where token_hash = ? and expires_at > ?"
                        + " and purpose = any(?)",
                token);
    }

    /** Uses the token up; of any number of callers at once, one gets the proof. */
    public Optional<Proof> use(String token) {
        return find(
                "delete from identity.mail_token where token_hash = ? and expires_at > ? and purpose = any(?)"
                        + " returning purpose, owner_id, email",
                token);
    }

    /** Those of this owner that were not used, the one that ends first before the others. */
    public List<Open> open(UUID ownerId) {
        return database.sql()
                .sql("select purpose, email, expires_at from identity.mail_token where owner_id = ? order by 3")
                .param(ownerId)
                .query((row, n) ->
                        new Open(row.getString("purpose"), row.getString("email"), SqlTime.instant(row, "expires_at")))
                .list();
    }

    public void endAll(UUID ownerId, Purpose purpose) {
        database.sql()
                .sql("delete from identity.mail_token where owner_id = ? and purpose = ?")
                .params(ownerId, purpose.code())
                .update();
    }

    /** Ends the owner's tokens of every other purpose. */
    public void endAllBut(UUID ownerId, Purpose kept) {
        database.sql()
                .sql("delete from identity.mail_token where owner_id = ? and purpose <> ?")
                .params(ownerId, kept.code())
                .update();
    }

    public void endAll(UUID ownerId) {
        database.sql()
                .sql("delete from identity.mail_token where owner_id = ?")
                .param(ownerId)
                .update();
    }

    public void prune() {
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
