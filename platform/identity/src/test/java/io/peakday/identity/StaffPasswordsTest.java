package io.peakday.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.peakday.events.EventsModule;
import io.peakday.identity.SignIn.Refused;
import io.peakday.identity.SignIn.SignedIn;
import io.peakday.kernel.Failure;
import io.peakday.testkit.TestDatabase;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Staff get back in without another owner's help, and nobody else does. */
class StaffPasswordsTest {
    @RegisterExtension
    static final TestDatabase postgres = TestDatabase.with(EventsModule.SCHEMA, IdentityModule.SCHEMA);

    private static final AtomicInteger NUMBER = new AtomicInteger();
    private static final String PASSWORD = "correct horse battery";
    private static final String FRESH = "a fresh one for the desk";

    private final Rooms rooms = new Rooms(postgres, postgres.database(), Rooms.clock());
    private final String email = "desk" + NUMBER.incrementAndGet() + "@example.com";
    private final Origin home = Rooms.from("203.0.113." + NUMBER.get());
    private final UUID id = rooms.staff.ensure(email, "Desk", PASSWORD, Set.of(Role.OWNER));

    @Test
    void aForgottenPasswordIsResetByMailWhichEndsEverySession() {
        SignedIn open = (SignedIn) rooms.staff.signIn(email, PASSWORD, home);
        String token = asked();
        assertThat(rooms.customers.reset(token, FRESH)).isFalse();
        assertThatThrownBy(() -> rooms.staff.reset(token, "peakday123")).isInstanceOf(Failure.class);
        assertThat(rooms.staff.reset(token, FRESH)).isTrue();
        assertThat(rooms.staff.reset(token, FRESH)).isFalse();
        assertThat(rooms.sessions.resolve(SessionKind.STAFF, open.token())).isEmpty();
        assertThat(rooms.staff.signIn(email, PASSWORD, home)).isInstanceOf(Refused.class);
        assertThat(rooms.staff.signIn(email, FRESH, home)).isInstanceOf(SignedIn.class);
        assertThat(rooms.told("staff.password-changed")).anyMatch(event -> event.contains(email));
        assertThat(rooms.audit.page(null, "staff:" + id, null, 9).items())
                .extracting(AuditEntry::action)
                .contains("staff.password-reset-requested", "staff.password-reset");
    }

    @Test
    void theLinkEndsWithAChangeOfPasswordAndWithTheMembersRightToSignIn() {
        SignedIn open = (SignedIn) rooms.staff.signIn(email, PASSWORD, home);
        String first = asked();
        assertThat(rooms.staff.changePassword(id, PASSWORD, FRESH, open.sessionId()))
                .isTrue();
        assertThat(rooms.staff.reset(first, PASSWORD)).isFalse();
        rooms.staff.ensure("another-" + email, "Another", PASSWORD, Set.of(Role.OWNER));
        String second = asked();
        long version = rooms.staff.find(id).orElseThrow().version();
        CurrentActor.runAs(
                new Actor.SystemActor("test"),
                () -> rooms.staff.update(id, version, "Desk", Set.of(Role.OWNER), false));
        assertThat(rooms.staff.reset(second, PASSWORD)).isFalse();
    }

    @Test
    void theCommandLineSetsAPasswordAndEndsEverySession() {
        SignedIn open = (SignedIn) rooms.staff.signIn(email, PASSWORD, home);
        String token = asked();
        rooms.staff.resetPassword(email, FRESH);
        assertThat(rooms.sessions.resolve(SessionKind.STAFF, open.token())).isEmpty();
        assertThat(rooms.staff.reset(token, PASSWORD)).isFalse();
        assertThat(rooms.staff.signIn(email, FRESH, home)).isInstanceOf(SignedIn.class);
        assertThatThrownBy(() -> rooms.staff.resetPassword("nobody@example.com", FRESH))
                .isInstanceOfSatisfying(Failure.class, f -> assertThat(f.code()).isEqualTo("identity.no-staff"));
    }

    @Test
    void thePresentPasswordCannotBeGuessedThroughASession() {
        SignedIn open = (SignedIn) rooms.staff.signIn(email, PASSWORD, home);
        for (int i = 0; i < 10; i++) {
            assertThat(rooms.staff.changePassword(id, "guess", FRESH, open.sessionId()))
                    .isFalse();
        }
        assertThatThrownBy(() -> rooms.staff.changePassword(id, PASSWORD, FRESH, open.sessionId()))
                .isInstanceOfSatisfying(Failure.class, f -> assertThat(f.code()).isEqualTo("identity.throttled"));
    }

    @Test
    void theAuditLogDoesNotSayFromWhichAddressItWasAskedFor() {
        asked();
        assertThat(rooms.audit.page(null, "staff:" + id, null, 9).items())
                .filteredOn(entry -> entry.action().equals("staff.password-reset-requested"))
                .singleElement()
                .satisfies(
                        entry -> assertThat(entry.toString()).contains("net-").doesNotContain(home.address()));
    }

    @Test
    void aLinkOfANewerProgramIsNoneHereAndStays() {
        String token = asked();
        String mine = " where owner_id = '" + id + "'";
        postgres.owner()
                .sql()
                .sql("alter table identity.mail_token drop constraint if exists mail_token_purpose_check")
                .update();
        postgres.database()
                .sql()
                .sql("update identity.mail_token set purpose = 'teleport'" + mine)
                .update();
        assertThat(rooms.customers.link(token)).isEmpty();
        assertThat(rooms.staff.reset(token, FRESH)).isFalse();
        assertThat(postgres.database()
                        .sql()
                        .sql("select purpose from identity.mail_token" + mine)
                        .query(String.class)
                        .list())
                .containsExactly("teleport");
    }

    private String asked() {
        int before = rooms.told("staff.password-reset-requested").size();
        rooms.staff.requestReset(email, home);
        await().until(() -> rooms.told("staff.password-reset-requested").size() > before);
        return rooms.token("staff.password-reset-requested", email);
    }
}
