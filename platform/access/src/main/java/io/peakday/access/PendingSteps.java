package io.peakday.access;

import static io.peakday.identity.Rows.uuid;

import io.peakday.engines.Database;
import io.peakday.engines.SqlTime;
import io.peakday.identity.PasswordSignIn;
import io.peakday.identity.SignIn;
import io.peakday.identity.SignIn.SecondStep;
import io.peakday.kernel.Ids;
import io.peakday.secrets.Tokens;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.UUID;

/**
 * Sign-ins that wait for their second step, as rows: of everybody who gave the right password and has a second factor. The token of
 * such a row opens nothing but the answer to it ({@link StaffSecondStep}).
 */
final class PendingSteps implements PasswordSignIn.Gate {
    /** How long the second step waits for its answer. */
    static final Duration LIFE = Duration.ofMinutes(5);

    record Pending(UUID id, UUID staff) {}

    private final Database database;
    private final InstantSource clock;
    private final FactorStore store;

    PendingSteps(Database database, InstantSource clock, FactorStore store) {
        this.database = database;
        this.clock = clock;
        this.store = store;
    }

    @Override
    public Optional<SignIn> before(UUID staff) {
        if (!store.isSet(staff)) {
            return Optional.empty();
        }
        String token = Tokens.create();
        Instant until = clock.instant().plus(LIFE);
        database.sql()
                .sql("insert into identity.sign_in_step (id, token_hash, staff_id, expires_at) values (?, ?, ?, ?)")
                .params(Ids.next(), Tokens.hash(token), staff, SqlTime.of(until))
                .update();
        return Optional.of(new SecondStep(token, until, LIFE));
    }

    /** Empty if the token is unknown, used or too old. */
    Optional<Pending> find(String token) {
        if (!Tokens.isShaped(token)) {
            return Optional.empty();
        }
        return database.sql()
                .sql("select id, staff_id from identity.sign_in_step where token_hash = ? and expires_at > ?")
                .params(Tokens.hash(token), SqlTime.of(clock.instant()))
                .query((row, n) -> new Pending(uuid(row, "id"), uuid(row, "staff_id")))
                .optional();
    }

    /** What the step with this token may be answered with; empty as with {@link #find}. */
    Optional<SecondFactorView> factors(String token) {
        return find(token).map(pending -> store.view(pending.staff()));
    }

    /** Whether nobody has used it up or ended it yet; asked under the member's lock. */
    boolean isThere(Pending pending) {
        return database.sql()
                .sql("select exists (select from identity.sign_in_step where id = ? and expires_at > ?)")
                .params(pending.id(), SqlTime.of(clock.instant()))
                .query(Boolean.class)
                .single();
    }

    void use(Pending pending) {
        database.sql()
                .sql("delete from identity.sign_in_step where id = ?")
                .param(pending.id())
                .update();
    }

    /** No pending step of this member counts any more; in the transaction that has locked the member. */
    void endAll(UUID staff) {
        database.sql()
                .sql("delete from identity.sign_in_step where staff_id = ?")
                .param(staff)
                .update();
    }

    /** Deletes what has run out: steps, and challenges of passkeys. */
    void prune() {
        database.sql()
                .sql("delete from identity.sign_in_step where expires_at < ?")
                .param(SqlTime.of(clock.instant()))
                .update();
        store.prune();
    }
}
