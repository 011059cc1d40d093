package io.peakday.customers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.peakday.audit.AuditEntry;
import io.peakday.events.EventsModule;
import io.peakday.identity.Actor;
import io.peakday.identity.CurrentActor;
import io.peakday.identity.IdentityModule;
import io.peakday.identity.Origin;
import io.peakday.identity.Role;
import io.peakday.identity.SessionKind;
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

    private final Facades facades = new Facades(postgres, postgres.database(), Facades.clock());
    private final String email = "desk" + NUMBER.incrementAndGet() + "@example.com";
    private final Origin home = Facades.from("203.0.113." + NUMBER.get());
    private final UUID id = facades.staff.ensure(email, "Desk", PASSWORD, Set.of(Role.OWNER));

    @Test
    void aForgottenPasswordIsResetByMailWhichEndsEverySession() {
        SignedIn open = (SignedIn) facades.access.staffSignIn.signIn(email, PASSWORD, home);
        String token = asked();
        assertThat(facades.customers.reset(token, FRESH)).isFalse();
        assertThatThrownBy(() -> facades.access.passwords.reset(token, "peakday123"))
                .isInstanceOf(Failure.class);
        assertThat(facades.access.passwords.reset(token, FRESH)).isTrue();
        assertThat(facades.access.passwords.reset(token, FRESH)).isFalse();
        assertThat(facades.sessions.resolve(SessionKind.STAFF, open.token())).isEmpty();
        assertThat(facades.access.staffSignIn.signIn(email, PASSWORD, home)).isInstanceOf(Refused.class);
        assertThat(facades.access.staffSignIn.signIn(email, FRESH, home)).isInstanceOf(SignedIn.class);
        assertThat(facades.published("staff.password-changed")).anyMatch(event -> event.contains(email));
        assertThat(facades.audit.page(null, "staff:" + id, null, 9).items())
                .extracting(AuditEntry::action)
                .contains("staff.password-reset-requested", "staff.password-reset");
    }

    @Test
    void theLinkEndsWithAChangeOfPasswordAndWithTheMembersRightToSignIn() {
        SignedIn open = (SignedIn) facades.access.staffSignIn.signIn(email, PASSWORD, home);
        String first = asked();
        assertThat(facades.access.passwords.change(id, PASSWORD, FRESH, open.sessionId()))
                .isTrue();
        assertThat(facades.access.passwords.reset(first, PASSWORD)).isFalse();
        facades.staff.ensure("another-" + email, "Another", PASSWORD, Set.of(Role.OWNER));
        String second = asked();
        long version = facades.staff.find(id).orElseThrow().version();
        CurrentActor.runAs(
                new Actor.SystemActor("test"),
                () -> facades.staff.update(id, version, "Desk", Set.of(Role.OWNER), false));
        assertThat(facades.access.passwords.reset(second, PASSWORD)).isFalse();
    }

    @Test
    void theCommandLineSetsAPasswordAndEndsEverySession() {
        SignedIn open = (SignedIn) facades.access.staffSignIn.signIn(email, PASSWORD, home);
        String token = asked();
        facades.access.lostAccess.resetPassword(email, FRESH);
        assertThat(facades.sessions.resolve(SessionKind.STAFF, open.token())).isEmpty();
        assertThat(facades.access.passwords.reset(token, PASSWORD)).isFalse();
        assertThat(facades.access.staffSignIn.signIn(email, FRESH, home)).isInstanceOf(SignedIn.class);
        assertThatThrownBy(() -> facades.access.lostAccess.resetPassword("nobody@example.com", FRESH))
                .isInstanceOfSatisfying(Failure.class, f -> assertThat(f.code()).isEqualTo("identity.no-staff"));
    }

    @Test
    void thePresentPasswordCannotBeGuessedThroughASession() {
        SignedIn open = (SignedIn) facades.access.staffSignIn.signIn(email, PASSWORD, home);
        for (int i = 0; i < 10; i++) {
            assertThat(facades.access.passwords.change(id, "guess", FRESH, open.sessionId()))
                    .isFalse();
        }
        assertThatThrownBy(() -> facades.access.passwords.change(id, PASSWORD, FRESH, open.sessionId()))
                .isInstanceOfSatisfying(Failure.class, f -> assertThat(f.code()).isEqualTo("identity.throttled"));
    }

    @Test
    void theAuditLogDoesNotSayFromWhichAddressItWasAskedFor() {
        asked();
        assertThat(facades.audit.page(null, "staff:" + id, null, 9).items())
                .filteredOn(entry -> entry.action().equals("staff.password-reset-requested"))
                .singleElement()
                .satisfies(
                        entry -> assertThat(entry.toString()).contains("net-").doesNotContain(home.address()));
    }

    @Test
    void aLinkOfANewerProgramIsNoneHereAndStays() {
        String token = asked();
        facades.identity.makeNewer(postgres.owner(), id);
        assertThat(facades.customers.link(token)).isEmpty();
        assertThat(facades.access.passwords.reset(token, FRESH)).isFalse();
        assertThat(facades.identity.openTokens(id)).containsExactly("teleport");
    }

    private String asked() {
        int before = facades.published("staff.password-reset-requested").size();
        facades.access.resetLinks.request(email, home);
        await().until(() -> facades.published("staff.password-reset-requested").size() > before);
        return facades.token("staff.password-reset-requested", email);
    }
}
