package io.peakday.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.peakday.audit.Audit.Verdict.Intact;
import io.peakday.events.EventsModule;
import io.peakday.identity.IdentityModule;
import io.peakday.testkit.SteppedClock;
import io.peakday.testkit.TestDatabase;
import java.sql.SQLException;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** As somebody who got the program to run SQL of theirs: the log is not theirs to change, whatever triggers may say. */
class AuditRightsTest {
    @RegisterExtension
    static final TestDatabase postgres = TestDatabase.with(EventsModule.SCHEMA, IdentityModule.SCHEMA);

    private final Audit audit = SampleAudit.of(postgres, postgres.database(), new SteppedClock());

    @AfterEach
    void close() {
        audit.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "drop table identity.audit",
                "drop schema identity cascade",
                "truncate identity.audit",
                "truncate identity.audit_unsealed",
                "delete from identity.audit",
                "update identity.audit set action = 'forged'",
                "delete from identity.audit_mark",
                "update identity.audit_mark set seq = 0",
                "delete from identity.audit_head",
                "insert into identity.audit_head (one, seq, hash) values (true, 0, '')",
                "update identity.audit_unsealed set action = 'forged'",
                "delete from identity.audit_unsealed",
                "select id from identity.audit_unsealed for update",
                "select seq from identity.audit_head for update",
                "update identity.audit_head set seq = seq",
                "insert into identity.audit (seq, at, actor, action, subject, detail, hash)"
                        + " values (99, now(), 'a', 'b', 'c', '{}', '')",
                "insert into identity.audit_mark (kind, seq, hash, at, key_id, mac) values ('anchor', 0, '', now(), 'a', '')",
                "do $$ begin lock table identity.audit_head in exclusive mode; end $$",
                "do $$ begin lock table identity.audit_unsealed in share row exclusive mode; end $$",
                "alter table identity.audit disable trigger all",
                "alter table identity.audit_unsealed disable trigger user",
                "alter table identity.audit rename to gone",
                "drop trigger audit_is_append_only on identity.audit",
                "drop function identity.refuse_audit_change() cascade",
                "create or replace function identity.refuse_audit_change() returns trigger language plpgsql as"
                        + " 'begin return old; end'",
                "create rule gone as on insert to identity.audit do instead nothing",
                "select identity.forget_audit(1000000)",
                "set session_replication_role = replica",
                "set role peakday_owner"
            })
    void theProgramCannotTouchWhatIsWritten(String statement) {
        audit.append("did", "subject:1", Map.of());
        audit.seal();
        audit.append("did", "subject:2", Map.of());
        assertRefused(() -> postgres.database().sql().sql(statement).update());
        assertThat(audit.verify()).isInstanceOf(Intact.class);
    }

    @Test
    void aCopyOfARowIsNotSealedAgain() {
        audit.append("did", "subject:1", Map.of());
        audit.seal();
        long before = rows();
        postgres.database()
                .sql()
                .sql("insert into identity.audit_unsealed (id, at, actor, action, subject, detail, key_id, mac)"
                        + " select entry_id, at, actor, action, subject, detail, key_id, mac from identity.audit")
                .update();
        audit.append("did", "subject:2", Map.of());
        audit.seal();
        assertThat(rows()).isEqualTo(before + 1);
        assertThat(audit.verify()).isInstanceOf(Intact.class);
    }

    @Test
    void anAnchorThatSomebodyAddsLetsNothingGo() {
        audit.append("did", "subject:1", Map.of());
        audit.seal();
        long before = rows();
        assertRefused(() -> postgres.database().run(() -> {
            postgres.database()
                    .sql()
                    .sql("insert into identity.audit_mark (kind, seq, hash, at, key_id, mac)"
                            + " select 'anchor', seq, hash, now(), 'one', hash from identity.audit_head")
                    .update();
            postgres.database()
                    .sql()
                    .sql("select identity.forget_audit(1000000)")
                    .query(Long.class)
                    .single();
        }));
        assertThat(rows()).isEqualTo(before);
    }

    private static void assertRefused(ThrowingCallable attempt) {
        assertThatThrownBy(attempt)
                .rootCause()
                .isInstanceOfSatisfying(
                        SQLException.class,
                        e -> assertThat(e.getSQLState()).as(e.getMessage()).isEqualTo("42501"));
    }

    private static long rows() {
        return postgres.owner()
                .sql()
                .sql("select count(*) from identity.audit")
                .query(Long.class)
                .single();
    }
}
