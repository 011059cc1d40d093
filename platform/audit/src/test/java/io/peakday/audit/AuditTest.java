package io.peakday.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.peakday.audit.Audit.Verdict.Broken;
import io.peakday.audit.Audit.Verdict.Intact;
import io.peakday.engines.Database;
import io.peakday.events.EventsModule;
import io.peakday.identity.Actor;
import io.peakday.identity.CurrentActor;
import io.peakday.identity.IdentityModule;
import io.peakday.testkit.SteppedClock;
import io.peakday.testkit.TestDatabase;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AuditTest {
    /** As the migrations have it: not even a session that plays a replica skips them. */
    private static final String ALWAYS = """
            do $$ declare one record; begin
                for one in select tgrelid::regclass as own, tgname from pg_trigger
                            where not tgisinternal and tgrelid::regclass::text like 'identity.audit%'
                loop execute format('alter table %s enable always trigger %I', one.own, one.tgname);
                end loop; end $$""";

    @RegisterExtension
    static final TestDatabase postgres = TestDatabase.with(EventsModule.SCHEMA, IdentityModule.SCHEMA);

    private final Audit audit = SampleAudit.of(postgres, postgres.database(), new SteppedClock());

    /** Puts the log back to an empty one, as only the tables' owner can. */
    @AfterEach
    void empty() {
        tamper("truncate identity.audit, identity.audit_unsealed, identity.audit_mark");
        tamper("update identity.audit_head set seq = 0, hash = '', key_id = null, mac = null");
    }

    @AfterEach
    void close() {
        audit.close();
    }

    @Test
    void anUntouchedLogIsIntactToItsHead() {
        write(5);
        assertThat(audit.verify()).isInstanceOf(Intact.class);
        assertThat(((Intact) audit.verify()).rows()).isEqualTo(5);
        assertThat(audit.head()).startsWith("5:");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "update identity.audit set action = 'x' where seq = 3",
                "update identity.audit set actor = 'staff:x' where seq = 3",
                "update identity.audit set subject = 'x' where seq = 3",
                "update identity.audit set detail = '{}' where seq = 3",
                "update identity.audit set at = at + interval '1 microsecond' where seq = 3",
                "update identity.audit set hash = sha256('x') where seq = 3",
                "update identity.audit set actor = action, action = actor where seq = 3"
            })
    void aTamperedRowIsFound(String statement) {
        write(5);
        tamper(statement);
        assertThat(audit.verify())
                .isInstanceOfSatisfying(
                        Broken.class, broken -> assertThat(broken.seq()).isEqualTo(3));
    }

    @Test
    void aMissingRowIsFoundWhereverItWas() {
        write(5);
        tamper("delete from identity.audit where seq = 1");
        assertBroken(1);
        empty();
        write(5);
        tamper("delete from identity.audit where seq = 3");
        assertBroken(3);
        empty();
        write(5);
        tamper("delete from identity.audit where seq = 5");
        assertBroken(5);
        tamper("update identity.audit_head set seq = 4");
        assertBroken(4);
    }

    @Test
    void reorderedAndInsertedRowsAreFound() {
        write(5);
        tamper("update identity.audit set seq = case seq when 2 then -3 else -2 end where seq in (2, 3)");
        tamper("update identity.audit set seq = -seq where seq < 0");
        assertBroken(2);
        empty();
        write(5);
        tamper(
                "insert into identity.audit select 6, at, actor, action, subject, detail, hash from identity.audit where seq = 5");
        assertBroken(6);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "update identity.audit set action = 'x'",
                "delete from identity.audit",
                "truncate identity.audit",
                "delete from identity.audit_head",
                "truncate identity.audit_head",
                "set session_replication_role = replica; delete from identity.audit"
            })
    void theDatabaseItselfRefusesToChangeIt(String statement) {
        write(2);
        Database superuser = postgres.superuser();
        assertThatThrownBy(
                        () -> superuser.run(() -> superuser.sql().sql(statement).update()))
                .hasStackTraceContaining("append-only");
        assertThat(audit.verify()).isInstanceOf(Intact.class);
    }

    @Test
    void appendsOfManyThreadsAndNodesMakeOneChain() throws Exception {
        Database elsewhere = postgres.anotherNode();
        Audit other = SampleAudit.of(postgres, elsewhere, new SteppedClock());
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> all = new ArrayList<>();
            for (int i = 0; i < 200; i++) {
                Audit node = i % 2 == 0 ? audit : other;
                Database database = i % 2 == 0 ? postgres.database() : elsewhere;
                int n = i;
                all.add(threads.submit(() -> {
                    if (n % 3 == 0) {
                        database.run(() -> {
                            node.append("tx", "subject:" + n, Map.of("n", n));
                            node.append("tx", "subject:" + n, Map.of("n", n));
                        });
                    } else {
                        node.append("alone", "subject:" + n, Map.of("n", n));
                    }
                }));
            }
            for (Future<?> one : all) {
                one.get();
            }
        }
        other.close();
        assertThat(audit.verify())
                .isInstanceOfSatisfying(
                        Intact.class, intact -> assertThat(intact.rows()).isEqualTo(200 + 67));
    }

    @Test
    void whatIsRolledBackLeavesNoRowAndNoGap() {
        write(1);
        assertThatThrownBy(() -> postgres.database().run(() -> {
                    audit.append("lost", "x", Map.of());
                    throw new IllegalStateException("rolled back");
                }))
                .hasMessage("rolled back");
        write(1);
        assertThat(audit.verify())
                .isInstanceOfSatisfying(
                        Intact.class, intact -> assertThat(intact.rows()).isEqualTo(2));
    }

    @Test
    void itIsReadNewestFirstAndByActorOrSubject() {
        CurrentActor.runAs(
                new Actor.SystemActor("import"), () -> audit.append("a", "product:1", Map.of("b", 1, "a", "\u00e4")));
        CurrentActor.runAs(new Actor.SystemActor("sweep"), () -> audit.append("b", "product:2", Map.of()));
        CurrentActor.runAs(new Actor.SystemActor("import"), () -> audit.append("c", "product:2", Map.of()));
        assertThat(audit.page("system:import", null, null, 9).items())
                .extracting(AuditEntry::action)
                .containsExactly("c", "a");
        audit.seal();
        var first = audit.page(null, null, null, 2);
        assertThat(first.items()).extracting(AuditEntry::action).containsExactly("c", "b");
        var second = audit.page(null, null, first.next(), 2);
        assertThat(second.items()).extracting(AuditEntry::detail).containsExactly("{\"a\":\"\u00e4\",\"b\":1}");
        assertThat(second.next()).isNull();
        assertThat(audit.page("system:import", null, null, 9).items()).hasSize(2);
        assertThat(audit.page("system:import", "product:2", null, 9).items()).hasSize(1);
    }

    @Test
    void pagesGoOnThroughWhatIsNotSealedYetAndWhatIsSealedMeanwhile() {
        write(2);
        for (int i = 2; i < 6; i++) {
            audit.append("did-" + i, "subject:" + i, Map.of());
        }
        var first = audit.page(null, null, null, 2);
        assertThat(first.items()).extracting(AuditEntry::action).containsExactly("did-5", "did-4");
        var unsealed = audit.page(null, null, first.next(), 3);
        assertThat(unsealed.items()).extracting(AuditEntry::action).containsExactly("did-3", "did-2", "did-1");
        audit.append("did-6", "subject:6", Map.of());
        audit.seal();
        assertThat(audit.page(null, null, first.next(), 3).items())
                .extracting(AuditEntry::action)
                .containsExactly("did-3", "did-2", "did-1");
        assertThat(audit.page(null, null, unsealed.next(), 3).items())
                .extracting(AuditEntry::action)
                .containsExactly("did-0");
        assertThat(audit.page(null, "subject:3", first.next(), 3).items()).hasSize(1);
    }

    private void assertBroken(long seq) {
        assertThat(audit.verify())
                .isInstanceOfSatisfying(
                        Broken.class, broken -> assertThat(broken.seq()).isEqualTo(seq));
    }

    private void write(int rows) {
        for (int i = 0; i < rows; i++) {
            audit.append("did-" + i, "subject:" + i, Map.of("n", i));
        }
        audit.seal();
    }

    /** What somebody does who owns the whole database: takes the triggers off first. */
    private void tamper(String statement) {
        List<String> tables =
                List.of("identity.audit", "identity.audit_head", "identity.audit_mark", "identity.audit_unsealed");
        Database owner = postgres.owner();
        owner.run(() -> {
            for (String table : tables) {
                owner.sql()
                        .sql("alter table " + table + " disable trigger user")
                        .update();
            }
            owner.sql()
                    .sql("grant all on " + String.join(", ", tables) + " to current_user")
                    .update();
            owner.sql().sql(statement).update();
            owner.sql().sql(ALWAYS).update();
        });
    }
}
