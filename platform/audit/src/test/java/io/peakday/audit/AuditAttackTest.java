package io.peakday.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.peakday.audit.Audit.Deed;
import io.peakday.audit.Audit.Verdict.Broken;
import io.peakday.audit.Audit.Verdict.Intact;
import io.peakday.engines.Database;
import io.peakday.engines.OwnerDatabase;
import io.peakday.events.EventsModule;
import io.peakday.identity.IdentityModule;
import io.peakday.kernel.Failure;
import io.peakday.testkit.SteppedClock;
import io.peakday.testkit.TestDatabase;
import io.peakday.testkit.TestFolder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.json.JsonMapper;

/**
 * As the database's owner, who takes off triggers and writes what they like, but has no key and no recorded heads; and as somebody
 * who has the store's folder.
 */
class AuditAttackTest {
    /** As the migrations have it: not even a session that plays a replica skips them. */
    private static final String ALWAYS = """
            do $$ declare one record; begin
                for one in select tgrelid::regclass as own, tgname from pg_trigger
                            where not tgisinternal and tgrelid::regclass::text like 'identity.audit%'
                loop execute format('alter table %s enable always trigger %I', one.own, one.tgname);
                end loop; end $$""";

    @RegisterExtension
    static final TestDatabase postgres = TestDatabase.with(EventsModule.SCHEMA, IdentityModule.SCHEMA);

    private static final String TABLES =
            "identity.audit, identity.audit_head, identity.audit_mark, identity.audit_unsealed";

    /** How the version before this one appended. */
    private static final String PLAIN = """
            with head as (
                update identity.audit_head
                   set seq = seq + 1,
                       hash = sha256(hash || int8send(seq + 1)
                           || int8send((extract(epoch from timestamptz '2026-06-01 12:00:00Z') * 1000000)::bigint)
                           || int4send(7) || 'staff:1'::bytea || int4send(length(:action)) || convert_to(:action, 'UTF8')
                           || int4send(1) || 'x'::bytea || int4send(2) || '{}'::bytea)
                returning seq, hash)
            insert into identity.audit (seq, at, actor, action, subject, detail, hash)
            select seq, timestamptz '2026-06-01 12:00:00Z', 'staff:1', :action, 'x', '{}', hash from head""";

    private final SteppedClock clock = new SteppedClock();
    private final Path folder = TestFolder.create("audit");
    private final Path elsewhere = TestFolder.create("audit-elsewhere");
    private final List<Audit> opened = new ArrayList<>();
    private Audit audit;

    @BeforeEach
    void open() {
        own("truncate " + TABLES, "insert into identity.audit_head (seq, hash) values (0, '')");
        audit = node(folder, elsewhere.resolve("heads"));
    }

    @AfterEach
    void close() {
        opened.forEach(Audit::close);
        TestFolder.delete(folder);
        TestFolder.delete(elsewhere);
    }

    @Test
    void rowsFromBeforeTheKeyVerifyAsUnkeyedUpToTheLastOfThem() {
        plain(3);
        write(2);
        assertThat(audit.verify()).isInstanceOfSatisfying(Intact.class, intact -> {
            assertThat(intact.rows()).isEqualTo(5);
            assertThat(intact.unkeyedUpTo()).isEqualTo(3);
            assertThat(intact.unsealed()).isZero();
        });
    }

    @Test
    void rowsFromBeforeTheKeyThatAreRewrittenWithHashesThatAgreeAreFound() {
        plain(3);
        write(2);
        List<String> keyed = rows();
        own("truncate identity.audit", "update identity.audit_head set seq = 0, hash = ''");
        plain("forged", 3);
        own("update identity.audit_head set seq = 5, hash = (select decode('" + hash(keyed.get(4)) + "', 'hex'))");
        restore(keyed.subList(3, 5));
        found(Deed.REWRITTEN);
    }

    @Test
    void aLogThatIsRewrittenAsOneWithoutAKeyIsFound() {
        write(5);
        own("truncate identity.audit", "update identity.audit_head set seq = 0, hash = '', key_id = null, mac = null");
        plain("forged", 5);
        found(Deed.REWRITTEN);
        own("truncate identity.audit_mark");
        found(Deed.REWRITTEN);
        assertThat(rows()).as("nothing is signed on top of it").hasSize(5);
    }

    @Test
    void aChangedRowIsFoundThoughTriggersWereOffAndHashesRecomputed() {
        write(5);
        own("update identity.audit set action = 'forged', hash = sha256('x') where seq = 3");
        found(Deed.CHANGED, 3);
    }

    @Test
    void swappedRowsAreFound() {
        write(5);
        own(
                "update identity.audit set seq = case seq when 2 then -3 else -2 end where seq in (2, 3)",
                "update identity.audit set seq = -seq where seq < 0");
        found(Deed.CHANGED, 2);
    }

    @Test
    void aRowThatIsTakenOutIsFound() {
        write(5);
        own("delete from identity.audit where seq = 3");
        found(Deed.REMOVED, 3);
        own("update identity.audit set seq = seq - 1 where seq > 3", "update identity.audit_head set seq = 4");
        found(Deed.CHANGED, 3);
    }

    @Test
    void aCutOffEndIsFound() {
        write(5);
        own(
                "delete from identity.audit where seq > 3",
                "update identity.audit_head set seq = 3, hash = (select hash from identity.audit where seq = 3)");
        found(Deed.TRUNCATED, 4);
        // Also by a node without a record of the heads: it cannot say how many are missing.
        AuditKeys keys = AuditKeys.of("", folder.resolve("audit.key"));
        Audit other = new Audit(
                postgres.database(),
                new OwnerDatabase(postgres.owner()),
                clock,
                new JsonMapper(),
                keys,
                new RecordedHeads(keys, List.of(), false));
        opened.add(other);
        assertThat(other.verify())
                .isInstanceOfSatisfying(
                        Broken.class, broken -> assertThat(broken.deed()).isEqualTo(Deed.TRUNCATED));
    }

    @Test
    void anOlderCopyIsFoundEvenWhenTheStoreHasGoneOn() {
        write(3);
        List<String> copy = rows();
        String head = head();
        clock.advance(Duration.ofMinutes(1));
        write(3);
        own("truncate identity.audit", "delete from identity.audit_unsealed");
        restore(copy);
        own(head);
        found(Deed.ROLLED_BACK, 4);
        write(3);
        assertThat(audit.verify())
                .isInstanceOfSatisfying(
                        Broken.class, broken -> assertThat(broken.deed()).isEqualTo(Deed.REWRITTEN));
        audit.accept();
        assertThat(audit.verify()).isInstanceOf(Intact.class);
    }

    @Test
    void whatIsChangedBeforeItIsSealedIsFound() {
        write(2);
        audit.append("did", "x", Map.of("n", 1));
        own("update identity.audit_unsealed set action = 'forged'");
        found(Deed.CHANGED, 3);
    }

    @Test
    void aRowThatNobodyWithTheKeyAppendedIsFound() {
        write(2);
        own(
                "insert into identity.audit_unsealed select gen_random_uuid(), at, 'staff:1', 'forged', 'x', '{}', key_id, mac"
                        + " from identity.audit where seq = 2");
        found(Deed.CHANGED, 3);
    }

    @Test
    void forgottenRowsLeaveASignedAnchorAndOthersCannotBePassedOffAsForgotten() {
        write(5);
        clock.advance(Duration.ofDays(1));
        Instant then = clock.instant();
        write(3);
        assertThat(audit.forgetBefore(new OwnerDatabase(postgres.owner()), then))
                .isEqualTo(5);
        assertThat(audit.verify()).isInstanceOfSatisfying(Intact.class, intact -> {
            assertThat(intact.forgottenUpTo()).isEqualTo(5);
            assertThat(intact.rows()).isEqualTo(9);
        });
        own(
                "insert into identity.audit_mark select 'anchor', 7, hash, at, key_id, hash from identity.audit where seq = 7",
                "delete from identity.audit where seq <= 7");
        found(Deed.REMOVED, 7);
        assertThatThrownBy(() -> audit.forgetBefore(
                        new OwnerDatabase(postgres.owner()), clock.instant().plusSeconds(9)))
                .isInstanceOfSatisfying(
                        Failure.class, failure -> assertThat(failure.code()).isEqualTo("identity.audit-broken"));
    }

    @Test
    void theDatabaseLetsGoOnlyOfWhatIsAnchored() {
        write(3);
        assertThatThrownBy(() -> postgres.superuser()
                        .sql()
                        .sql("select identity.forget_audit(2)")
                        .query(Long.class)
                        .single())
                .hasStackTraceContaining("append-only");
        for (String table : TABLES.split(", ")) {
            if (!table.equals("identity.audit_head")) {
                write(1);
                audit.append("waits", "x", Map.of());
                assertThatThrownBy(() -> postgres.superuser()
                                .sql()
                                .sql("truncate " + table)
                                .update())
                        .hasStackTraceContaining("append-only");
            }
        }
        assertThatThrownBy(() -> postgres.superuser()
                        .sql()
                        .sql("delete from identity.audit_mark")
                        .update())
                .hasStackTraceContaining("append-only");
    }

    @Test
    void aKeyIsAddedAndRowsOfBothVerify() {
        write(2);
        String before = keys(folder);
        String id = audit.rotateKey();
        write(2);
        assertThat(audit.verify()).isInstanceOf(Intact.class);
        assertThat(postgres.database()
                        .sql()
                        .sql("select distinct key_id from identity.audit")
                        .query(String.class)
                        .list())
                .hasSize(2)
                .contains(id);
        // A node that was not given the new key says so, instead of calling the log broken.
        Audit old = new Audit(
                postgres.anotherNode(),
                new OwnerDatabase(postgres.owner()),
                clock,
                new JsonMapper(),
                AuditKeys.of(before.strip(), null),
                new RecordedHeads(AuditKeys.of(before.strip(), null), List.of(), false));
        opened.add(old);
        assertThat(old.verify()).isInstanceOfSatisfying(Broken.class, broken -> {
            assertThat(broken.deed()).isEqualTo(Deed.KEY_MISSING);
            assertThat(broken.reason()).contains(id, "peakday.identity.audit-key");
        });
    }

    @Test
    void whoHasTheFolderIsCaughtByTheHeadsThatAreKeptElsewhere() throws Exception {
        write(5);
        List<String> copy = rows().subList(0, 2);
        own("truncate identity.audit");
        restore(copy);
        // The thief of the folder has the key, so the head is signed and the folder's record says what they like.
        Path mine = folder.resolve("audit-heads.log");
        Files.delete(mine);
        AuditKeys stolen = AuditKeys.of("", folder.resolve("audit.key"));
        String last = hash(copy.get(1));
        byte[] mac = stolen.mac(
                stolen.active(),
                "audit-head",
                AuditRow.bytes(2),
                java.util.HexFormat.of().parseHex(last));
        own("update identity.audit_head set seq = 2, hash = decode('" + last + "', 'hex'), mac = decode('"
                + java.util.HexFormat.of().formatHex(mac) + "', 'hex')");
        assertThat(node(folder, null).verify())
                .as("without a second place it does not show")
                .isInstanceOf(Intact.class);
        found(Deed.ROLLED_BACK, 3);
    }

    @Test
    void aChangedRecordOfHeadsIsFound() throws Exception {
        write(3);
        Path heads = folder.resolve("audit-heads.log");
        List<String> lines = Files.readAllLines(heads);
        Files.writeString(heads, lines.getLast().replace(" 3 ", " 2 ") + "\n");
        found(Deed.RECORD_CHANGED);
    }

    @Test
    void keyAndRecordAreReadableByTheirOwnerAlone() throws Exception {
        write(1);
        for (String name : List.of("audit.key", "audit-heads.log")) {
            assertThat(Files.getPosixFilePermissions(folder.resolve(name)).toString())
                    .doesNotContain("GROUP", "OTHERS");
        }
        try (Stream<Path> all = Files.list(folder)) {
            assertThat(all).hasSize(2);
        }
    }

    private Audit node(Path folder, Path more) {
        AuditKeys keys = AuditKeys.of("", folder.resolve("audit.key"));
        List<Path> heads = new ArrayList<>(List.of(folder.resolve("audit-heads.log")));
        if (more != null) {
            heads.add(more);
        }
        Audit made = new Audit(
                postgres.database(),
                new OwnerDatabase(postgres.owner()),
                clock,
                new JsonMapper(),
                keys,
                new RecordedHeads(keys, heads, false));
        opened.add(made);
        return made;
    }

    private void write(int rows) {
        for (int i = 0; i < rows; i++) {
            audit.append("did", "subject:" + i, Map.of("n", i));
            clock.advance(Duration.ofSeconds(11));
            audit.seal();
        }
    }

    private void plain(int rows) {
        plain("did", rows);
    }

    private void plain(String action, int rows) {
        for (int i = 0; i < rows; i++) {
            postgres.owner().sql().sql(PLAIN).param("action", action + i).update();
        }
    }

    private void found(Deed deed) {
        assertThat(audit.verify())
                .isInstanceOfSatisfying(
                        Broken.class,
                        broken -> assertThat(broken.deed()).as(broken.reason()).isEqualTo(deed));
    }

    private void found(Deed deed, long seq) {
        found(deed);
        assertThat(((Broken) audit.verify()).seq()).isEqualTo(seq);
    }

    /** All sealed rows, as text that can be put back. */
    private List<String> rows() {
        return postgres.database()
                .sql()
                .sql(
                        "select format('(%L, %L::timestamptz, %L, %L, %L, %L, %L::bytea, %L::uuid, %L, %L::bytea)', seq, at, actor,"
                                + " action, subject, detail, hash, entry_id, key_id, mac) from identity.audit order by seq")
                .query(String.class)
                .list();
    }

    private static void restore(List<String> rows) {
        own("insert into identity.audit (seq, at, actor, action, subject, detail, hash, entry_id, key_id, mac) values "
                + String.join(", ", rows));
    }

    private static String head() {
        return postgres.database()
                .sql()
                .sql(
                        "select format('update identity.audit_head set seq = %L, hash = %L::bytea, key_id = %L, mac = %L::bytea', seq,"
                                + " hash, key_id, mac) from identity.audit_head")
                .query(String.class)
                .single();
    }

    private static String hash(String row) {
        return row.replaceFirst("(?s).*?\\\\+x([0-9a-f]{64})'::bytea.*", "$1");
    }

    private static String keys(Path folder) {
        try {
            return Files.readString(folder.resolve("audit.key"));
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    /** What only somebody can do who owns the database. */
    private static void own(String... statements) {
        Database owner = postgres.owner();
        owner.run(() -> {
            for (String table : TABLES.split(", ")) {
                owner.sql()
                        .sql("alter table " + table + " disable trigger user")
                        .update();
            }
            owner.sql().sql("grant all on " + TABLES + " to current_user").update();
            for (String statement : statements) {
                owner.sql().sql(statement).update();
            }
            owner.sql().sql(ALWAYS).update();
        });
    }
}
