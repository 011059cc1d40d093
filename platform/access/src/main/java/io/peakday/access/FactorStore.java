package io.peakday.access;

import static io.peakday.identity.Rows.uuid;

import io.peakday.access.factor.FactorKeys;
import io.peakday.access.factor.Passkeys;
import io.peakday.access.factor.RecoveryCodes;
import io.peakday.access.factor.RelyingParty;
import io.peakday.access.factor.Totp;
import io.peakday.engines.Database;
import io.peakday.engines.SqlTime;
import io.peakday.kernel.Ids;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;

/**
 * The second factors of staff as rows. Whatever can be used once is used by one guarded statement, so that of two who use the same
 * code, recovery code or challenge at the same moment one is refused.
 */
final class FactorStore {
    /** How long a passkey's challenge waits for its answer. */
    static final Duration CHALLENGE_LIFE = Duration.ofMinutes(5);

    /** For what a passkey signs. */
    enum Purpose {
        ADD("add"),
        ANSWER("answer");

        private final String code;

        Purpose(String code) {
            this.code = code;
        }
    }

    /** A passkey with what it is verified by. */
    record Stored(UUID id, String relyingParty, Passkeys.Credential credential) {}

    @SuppressWarnings("ArrayRecordComponent") // a row on its way through; never compared
    private record App(byte[] secret, long lastStep) {}

    private final Database database;
    private final InstantSource clock;
    private final FactorKeys keys;

    FactorStore(Database database, InstantSource clock, FactorKeys keys) {
        this.database = database;
        this.clock = clock;
        this.keys = keys;
    }

    SecondFactorView view(UUID staff) {
        Instant appSince = database.sql()
                .sql("select created_at from identity.totp where staff_id = ?")
                .param(staff)
                .query((row, n) -> SqlTime.instant(row, "created_at"))
                .optional()
                .orElse(null);
        List<PasskeyView> passkeys = database.sql()
                .sql("""
                        select id, name, relying_party, backup_eligible, created_at, last_used_at
                          from identity.passkey where staff_id = ? order by created_at, id""")
                .param(staff)
                .query((row, n) -> new PasskeyView(
                        uuid(row, "id"),
                        row.getString("name"),
                        row.getString("relying_party"),
                        row.getBoolean("backup_eligible"),
                        SqlTime.instant(row, "created_at"),
                        SqlTime.instantOrNull(row, "last_used_at")))
                .list();
        int codes = database.sql()
                .sql("select count(*) from identity.recovery_code where staff_id = ?")
                .param(staff)
                .query(Integer.class)
                .single();
        return new SecondFactorView(appSince, passkeys, codes);
    }

    /** SQL: whether the member of staff with this id has a second factor. */
    static String isSet(String id) {
        return "(exists (select from identity.totp t where t.staff_id = " + id
                + ") or exists (select from identity.passkey p where p.staff_id = " + id + "))";
    }

    boolean isSet(UUID staff) {
        return database.sql()
                .sql("select " + isSet(":staff"))
                .param("staff", staff)
                .query(Boolean.class)
                .single();
    }

    /** Keeps the secret of an app of which this step was used already; false if there is one. */
    boolean addApp(UUID staff, byte[] secret, long step) {
        return database.sql()
                        .sql("""
                                insert into identity.totp (staff_id, secret, last_step, created_at)
                                values (?, ?, ?, ?) on conflict (staff_id) do nothing""")
                        .params(staff, keys.seal(secret, "totp:" + staff), step, SqlTime.of(clock.instant()))
                        .update()
                == 1;
    }

    /** Uses up the step that this code is of; false if it is no code that counts now. */
    boolean useCode(UUID staff, String typed) {
        App app = database.sql()
                .sql("select secret, last_step from identity.totp where staff_id = ?")
                .param(staff)
                .query((row, n) -> new App(row.getBytes("secret"), row.getLong("last_step")))
                .optional()
                .orElse(null);
        if (app == null) {
            return false;
        }
        byte[] secret = keys.open(app.secret(), "totp:" + staff);
        OptionalLong step = Totp.match(secret, typed, clock.instant(), app.lastStep());
        return step.isPresent()
                && database.sql()
                                .sql("update identity.totp set last_step = ? where staff_id = ? and last_step < ?")
                                .params(step.getAsLong(), staff, step.getAsLong())
                                .update()
                        == 1;
    }

    boolean removeApp(UUID staff) {
        return delete("identity.totp where staff_id = ?", staff) == 1;
    }

    /** Those that a browser at this host can use. */
    List<Stored> passkeys(UUID staff, RelyingParty party) {
        return database.sql()
                .sql("""
                        select id, relying_party, credential_id, credential, sign_count, backup_eligible
                          from identity.passkey where staff_id = ? and relying_party = ? order by created_at, id""")
                .params(staff, party.id())
                .query(FactorStore::stored)
                .list();
    }

    /** How the passkeys that a browser at this host can use are called there. */
    List<byte[]> credentialIds(UUID staff, RelyingParty party) {
        return passkeys(staff, party).stream()
                .map(known -> known.credential().id())
                .toList();
    }

    /** False if this passkey is there, whosever it is. */
    boolean addPasskey(UUID staff, String name, RelyingParty party, Passkeys.Credential made) {
        return database.sql()
                        .sql("""
                                insert into identity.passkey (id, staff_id, name, relying_party, credential_id, credential,
                                                              sign_count, backup_eligible, created_at)
                                values (?, ?, ?, ?, ?, ?, ?, ?, ?) on conflict (credential_id) do nothing""")
                        .params(
                                Ids.next(),
                                staff,
                                name,
                                party.id(),
                                made.id(),
                                made.credential(),
                                made.signCount(),
                                made.backupEligible(),
                                SqlTime.of(clock.instant()))
                        .update()
                == 1;
    }

    /** Notes what a passkey counts now; false if another answer of the same count, or a later one, came first. */
    boolean usePasskey(Stored passkey, long signCount) {
        return database.sql()
                        .sql("""
                                update identity.passkey set sign_count = :now, last_used_at = :at
                                 where id = :id and (sign_count < :now or (sign_count = 0 and :now = 0))""")
                        .param("now", signCount)
                        .param("at", SqlTime.of(clock.instant()))
                        .param("id", passkey.id())
                        .update()
                == 1;
    }

    boolean removePasskey(UUID staff, UUID id) {
        return delete("identity.passkey where staff_id = ? and id = ?", staff, id) == 1;
    }

    /** New recovery codes instead of those there were; in the clear only here. */
    List<String> renewCodes(UUID staff) {
        removeCodes(staff);
        List<String> codes = RecoveryCodes.fresh();
        codes.forEach(code -> database.sql()
                .sql("insert into identity.recovery_code (staff_id, code_hash) values (?, ?)")
                .params(staff, keys.hash(code, staff.toString()))
                .update());
        return codes;
    }

    boolean useRecoveryCode(UUID staff, String typed) {
        return keys.hashes(typed, staff.toString()).stream()
                        .mapToInt(hash ->
                                delete("identity.recovery_code where staff_id = ? and code_hash = ?", staff, hash))
                        .sum()
                == 1;
    }

    void removeCodes(UUID staff) {
        delete("identity.recovery_code where staff_id = ?", staff);
    }

    /** Everything; false if there was nothing. */
    boolean removeAll(UUID staff) {
        boolean app = removeApp(staff);
        boolean passkeys = delete("identity.passkey where staff_id = ?", staff) > 0;
        removeCodes(staff);
        return app || passkeys;
    }

    /**
     * A fresh challenge instead of the one there was.
     *
     * @param holder a session, or a step of a sign-in
     */
    byte[] challenge(UUID holder, Purpose purpose) {
        byte[] challenge = Passkeys.newChallenge();
        database.sql()
                .sql("""
                        insert into identity.passkey_challenge (holder_id, purpose, challenge, expires_at) values (?, ?, ?, ?)
                        on conflict (holder_id, purpose) do update
                           set challenge = excluded.challenge, expires_at = excluded.expires_at""")
                .params(
                        holder,
                        purpose.code,
                        challenge,
                        SqlTime.of(clock.instant().plus(CHALLENGE_LIFE)))
                .update();
        return challenge;
    }

    /** Takes the challenge, so that nobody answers it again, right or wrong. */
    Optional<byte[]> takeChallenge(UUID holder, Purpose purpose) {
        return database.sql()
                .sql("""
                        delete from identity.passkey_challenge
                         where holder_id = ? and purpose = ? returning challenge, expires_at > ? as open""")
                .params(holder, purpose.code, SqlTime.of(clock.instant()))
                .query((row, n) -> row.getBoolean("open") ? row.getBytes("challenge") : new byte[0])
                .optional()
                .filter(challenge -> challenge.length > 0);
    }

    void prune() {
        delete("identity.passkey_challenge where expires_at < ?", SqlTime.of(clock.instant()));
    }

    private int delete(String what, Object... params) {
        return database.sql().sql("delete from " + what).params(params).update();
    }

    private static Stored stored(ResultSet row, int n) throws SQLException {
        return new Stored(
                uuid(row, "id"),
                row.getString("relying_party"),
                new Passkeys.Credential(
                        row.getBytes("credential_id"),
                        row.getBytes("credential"),
                        row.getLong("sign_count"),
                        row.getBoolean("backup_eligible")));
    }
}
