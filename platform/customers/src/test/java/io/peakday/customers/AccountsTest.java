package io.peakday.customers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.peakday.access.AccessPermissions;
import io.peakday.access.ApiKeyView;
import io.peakday.audit.AuditEntry;
import io.peakday.customers.Registration.Registered;
import io.peakday.events.EventsModule;
import io.peakday.identity.Actor;
import io.peakday.identity.Actor.ApiClient;
import io.peakday.identity.Actor.Customer;
import io.peakday.identity.Actor.Staff;
import io.peakday.identity.Actor.SystemActor;
import io.peakday.identity.CurrentActor;
import io.peakday.identity.IdentityModule;
import io.peakday.identity.Origin;
import io.peakday.identity.Role;
import io.peakday.identity.SamplePermissions;
import io.peakday.identity.SessionCookies;
import io.peakday.identity.SessionKind;
import io.peakday.identity.SessionView;
import io.peakday.identity.SignIn.Refused;
import io.peakday.identity.SignIn.SignedIn;
import io.peakday.kernel.Failure;
import io.peakday.testkit.SteppedClock;
import io.peakday.testkit.TestDatabase;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class AccountsTest {
    @RegisterExtension
    static final TestDatabase postgres = TestDatabase.with(EventsModule.SCHEMA, IdentityModule.SCHEMA);

    private static final AtomicInteger NUMBER = new AtomicInteger();
    private static final String PASSWORD = "correct horse battery";

    private final SteppedClock clock = Facades.clock();
    private final Facades facades = new Facades(postgres, postgres.database(), clock);
    private final String email = "bob" + NUMBER.incrementAndGet() + "@example.com";
    private final Origin home = Facades.from("203.0.113." + NUMBER.get());

    @Test
    void aVerificationLinkWorksOnceEvenWhenFollowedTwiceAtOnce() throws Exception {
        SignedIn own = register();
        String token = facades.token("customer.registered", email);
        Customer me = (Customer) customer(own);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Boolean>> all = new ArrayList<>();
            for (int i = 0; i < 10; i++) {
                all.add(threads.submit(() -> facades.customers.verifyEmail(token, me)));
            }
            int proven = 0;
            for (Future<Boolean> one : all) {
                proven += one.get() ? 1 : 0;
            }
            assertThat(proven).isEqualTo(1);
        }
        assertThat(facades.customers.find(own.id()).orElseThrow().verified()).isTrue();
        assertThat(facades.published("customer.email-verified"))
                .anySatisfy(event -> assertThat(event).contains(email));
        // What the session's cache knew is right at once.
        assertThat(((Customer) customer(own)).verified()).isTrue();
    }

    @Test
    void linksEndWithTheirTimeAndWithANewerOne() {
        SignedIn own = register();
        Customer me = (Customer) customer(own);
        String first = facades.token("customer.registered", email);
        facades.customers.requestVerification(own.id());
        String second = facades.token("customer.email-verification-requested", email);
        assertThat(facades.customers.verifyEmail(first, me)).isFalse();
        clock.advance(Duration.ofDays(3).plusSeconds(1));
        assertThat(facades.customers.verifyEmail(second, me)).isFalse();
        assertThat(facades.customers.verifyEmail("not a token", me)).isFalse();
    }

    @Test
    void mailsOnDemandAreLimited() {
        SignedIn own = register();
        int before = facades.published("customer.email-verification-requested").size();
        for (int i = 0; i < 20; i++) {
            facades.customers.requestVerification(own.id());
        }
        assertThat(facades.published("customer.email-verification-requested")).hasSize(before + 5);
    }

    @Test
    void aResetEndsEverySessionAndItsLinkWorksOnce() {
        SignedIn own = register();
        facades.customers.requestReset(email, home);
        await().until(() ->
                facades.published("customer.password-reset-requested").stream().anyMatch(p -> p.contains(email)));
        String token = facades.token("customer.password-reset-requested", email);
        assertThatThrownBy(() -> facades.customers.reset(token, "short")).isInstanceOf(Failure.class);
        Customer me = (Customer) customer(own);
        assertThatThrownBy(() -> facades.customers.verifyEmail(token, me)).hasMessageContaining("link");
        assertThat(facades.customers.reset(token, "a new password")).isTrue();
        assertThat(facades.customers.reset(token, "another password")).isFalse();
        assertThat(customer(own)).isNull();
        assertThat(facades.customers.find(own.id()).orElseThrow().verified()).isTrue();
        assertThat(facades.customers.signIn(email, PASSWORD, null, home)).isInstanceOf(Refused.class);
        assertThat(facades.customers.signIn(email, "a new password", null, home))
                .isInstanceOf(SignedIn.class);
        assertThat(facades.published("customer.password-changed"))
                .anySatisfy(event -> assertThat(event).contains(email));
    }

    @Test
    void aResetForNobodyDoesNothingAndSaysNothing() {
        int before = facades.published("customer.password-reset-requested").size();
        facades.customers.requestReset("nobody-at-all@example.com", home);
        facades.customers.requestReset("not an address", home);
        assertThat(facades.published("customer.password-reset-requested")).hasSize(before);
    }

    @Test
    void aChangeOfAddressCountsOnceConfirmedAndEndsOtherSessions() {
        SignedIn own = register();
        SignedIn elsewhere = (SignedIn) facades.customers.signIn(email, PASSWORD, null, home);
        String fresh = "new-" + email;
        assertThat(facades.customers.requestEmailChange(own.id(), own.sessionId(), "wrong", fresh))
                .isFalse();
        assertThat(facades.customers.requestEmailChange(own.id(), own.sessionId(), PASSWORD, fresh))
                .isTrue();
        assertThat(facades.customers.find(own.id()).orElseThrow().email()).isEqualTo(email);
        String token = facades.token("customer.email-verification-requested", fresh);
        assertThat(facades.customers.verifyEmail(token, (Customer) customer(own)))
                .isTrue();
        assertThat(((Customer) customer(own)).email()).isEqualTo(fresh);
        assertThat(customer(elsewhere)).isNull();
        assertThat(facades.published("customer.email-changed"))
                .anySatisfy(event -> assertThat(event).contains(email, fresh));
    }

    @Test
    void anAddressThatWasTakenMeanwhileIsRefusedAndTheLinkStays() {
        SignedIn own = register();
        String wanted = "wanted-" + email;
        facades.customers.requestEmailChange(own.id(), own.sessionId(), PASSWORD, wanted);
        facades.customers.ensure(wanted, "Faster", PASSWORD);
        String token = facades.token("customer.email-verification-requested", wanted);
        Customer me = (Customer) customer(own);
        assertThatThrownBy(() -> facades.customers.verifyEmail(token, me))
                .isInstanceOfSatisfying(Failure.class, f -> assertThat(f.code()).isEqualTo("identity.email-taken"));
        assertThat(facades.customers.find(own.id()).orElseThrow().email()).isEqualTo(email);
    }

    @Test
    void erasingLeavesNothingPersonalAndFreesTheAddress() {
        SignedIn own = register();
        facades.customers.putAddress(own.id(), address(UUID.randomUUID(), true));
        assertThat(facades.customers.delete(own.id(), own.sessionId(), "wrong")).isFalse();
        assertThat(facades.customers.delete(own.id(), own.sessionId(), PASSWORD))
                .isTrue();
        assertThat(facades.customers.find(own.id())).isEmpty();
        assertThat(customer(own)).isNull();
        assertThat(facades.customers.addresses(own.id())).isEmpty();
        assertThat(facades.published("customer.deleted"))
                .anySatisfy(
                        event -> assertThat(event).contains(own.id().toString()).doesNotContain(email));
        String left = postgres.database()
                .sql()
                .sql("select c::text from identity.customer c where id = ?")
                .param(own.id())
                .query(String.class)
                .single();
        assertThat(left).doesNotContain("bob").doesNotContain("Bob").doesNotContain("argon2");
        assertThat(facades.customers.register(email, "Bob", PASSWORD, null, home))
                .isInstanceOf(Registered.class);
    }

    @Test
    void sessionsAreListedAndEndedOneByOneOrAll() {
        SignedIn first = register();
        Origin phone = new Origin("203.0.113.9", "Mozilla/5.0 (iPhone; CPU iPhone OS 18) Safari/605", null);
        SignedIn second = (SignedIn) facades.customers.signIn(email, PASSWORD, null, phone);
        SignedIn third = (SignedIn) facades.customers.signIn(email, PASSWORD, null, home);
        assertThat(facades.sessions.list(first.id()))
                .extracting(SessionView::device)
                .containsExactlyInAnyOrder("curl", "Safari on iPhone", "curl");
        assertThat(customer(second)).isNotNull();
        assertThat(facades.sessions.end(UUID.randomUUID(), second.sessionId())).isFalse();
        assertThat(facades.sessions.end(first.id(), second.sessionId())).isTrue();
        assertThat(customer(second)).isNull();
        assertThat(facades.sessions.endOthers(first.id(), first.sessionId())).isEqualTo(1);
        assertThat(customer(third)).isNull();
        assertThat(customer(first)).isNotNull();
        assertThat(facades.sessions.endAll(first.id())).isEqualTo(1);
        assertThat(customer(first)).isNull();
    }

    @Test
    void aSessionEndedOnOneNodeIsGoneOnAnotherWithinSeconds() {
        Facades other = new Facades(postgres, postgres.anotherNode(), clock);
        SignedIn own = register();
        assertThat(other.sessions.resolve(SessionKind.CUSTOMER, own.token())).isPresent();
        facades.sessions.endAll(own.id());
        clock.advance(Duration.ofSeconds(3));
        assertThat(other.sessions.resolve(SessionKind.CUSTOMER, own.token())).isEmpty();
    }

    @Test
    void sessionsEndByAgeAndByIdleness() {
        SignedIn own = register();
        clock.advance(Duration.ofDays(29));
        assertThat(customer(own)).isNotNull();
        facades.sessions.writeSeen();
        clock.advance(Duration.ofDays(29));
        assertThat(customer(own)).isNotNull();
        clock.advance(Duration.ofDays(31));
        assertThat(customer(own)).isNull();
        facades.sessions.prune();
        assertThat(facades.sessions.list(own.id())).isEmpty();
    }

    @Test
    void aDeviceIsForgottenWhenItsCookieHasEnded() {
        SignedIn own = register();
        clock.advance(SessionCookies.DEVICE_AGE);
        facades.signIn.prune();
        assertThat(devices(own.id())).isEqualTo(1);
        clock.advance(Duration.ofSeconds(1));
        facades.signIn.prune();
        assertThat(devices(own.id())).isZero();
    }

    private int devices(UUID owner) {
        return facades.identity.devices(owner);
    }

    @Test
    void noTokenIsFoundInAnyTable() {
        SignedIn own = register();
        facades.keys.list();
        String all = facades.identity.everything();
        assertThat(all).doesNotContain(own.token()).doesNotContain(String.valueOf(own.deviceToken()));
    }

    @Test
    void apiKeysAreScopedExpireAndCanBeRevoked() throws Exception {
        var created = CurrentActor.callAs(
                new SystemActor("test"),
                () -> facades.keys.create(
                        "erp",
                        Set.of(SamplePermissions.STOCK_WRITE),
                        clock.instant().plusSeconds(3600)));
        assertThat(created.secret()).startsWith("pk_").endsWith(created.key().lastFour());
        ApiClient client = facades.keys.resolve(created.secret()).orElseThrow();
        assertThat(client.may(SamplePermissions.STOCK_WRITE)).isTrue();
        assertThat(client.may(SamplePermissions.STOCK_READ)).isFalse();
        assertThat(facades.keys.resolve(created.secret() + "x")).isEmpty();
        assertThat(facades.keys.resolve("pk_" + "A".repeat(43))).isEmpty();
        assertThat(find(created.key().id()).lastUsedAt()).isEqualTo(clock.instant());
        assertThat(asSystem(() -> facades.keys.revoke(created.key().id()))).isTrue();
        assertThat(facades.keys.resolve(created.secret())).isEmpty();
        assertThat(asSystem(() -> facades.keys.revoke(created.key().id()))).isFalse();
        var expiring = CurrentActor.callAs(
                new SystemActor("test"),
                () -> facades.keys.create(
                        "erp",
                        Set.of(SamplePermissions.STOCK_READ),
                        clock.instant().plusSeconds(2)));
        assertThat(facades.keys.resolve(expiring.secret())).isPresent();
        clock.advance(Duration.ofSeconds(2));
        assertThat(facades.keys.resolve(expiring.secret())).isEmpty();
    }

    @Test
    void nobodyGivesAKeyMoreThanTheyHold() {
        UUID id = UUID.randomUUID();
        Staff clerk = new Staff(id, "c@x", "C", Set.of(), Set.of(AccessPermissions.STAFF_MANAGE), id);
        assertThatThrownBy(() -> CurrentActor.callAs(
                        clerk, () -> facades.keys.create("mine", Set.of(SamplePermissions.PAYMENTS_REFUND), null)))
                .hasMessageContaining("PAYMENTS_REFUND");
    }

    @Test
    void theLastOwnerCannotBeTakenAway() throws Exception {
        UUID one = facades.staff.ensure("owner1@example.com", "One", PASSWORD, Set.of(Role.OWNER));
        UUID two = facades.staff.ensure("owner2@example.com", "Two", PASSWORD, Set.of(Role.OWNER));
        facades.access.closeAllBut(one, two);
        assertThat(facades.staff.ensure("OWNER1@example.com", "Again", PASSWORD, Set.of(Role.AUDITOR)))
                .isEqualTo(one);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var first = threads.submit(() -> demoted(one));
            var second = threads.submit(() -> demoted(two));
            assertThat(List.of(first.get(), second.get())).containsExactlyInAnyOrder(true, false);
        }
    }

    @Test
    void whoLosesRightsLosesTheirSessions() throws Exception {
        facades.staff.ensure("boss@example.com", "Boss", PASSWORD, Set.of(Role.OWNER));
        UUID id = facades.staff.ensure("clerk@example.com", "Clerk", PASSWORD, Set.of(new Role("CATALOG")));
        SignedIn session = (SignedIn) facades.access.staffSignIn.signIn("clerk@example.com", PASSWORD, home);
        assertThat(facades.sessions.resolve(SessionKind.CUSTOMER, session.token()))
                .isEmpty();
        Staff clerk = (Staff)
                facades.sessions.resolve(SessionKind.STAFF, session.token()).orElseThrow();
        assertThat(clerk.may(SamplePermissions.CATALOG_WRITE)).isTrue();
        asSystem(() -> facades.staff.update(id, 1, "Clerk", Set.of(new Role("CATALOG"), Role.SUPPORT), true));
        assertThat(facades.sessions
                        .resolve(SessionKind.STAFF, session.token())
                        .orElseThrow()
                        .may(SamplePermissions.PAYMENTS_REFUND))
                .isTrue();
        asSystem(() -> facades.staff.update(id, 2, "Clerk", Set.of(new Role("CATALOG")), true));
        assertThat(facades.sessions.resolve(SessionKind.STAFF, session.token())).isEmpty();
        assertThat(facades.audit.page(null, "staff:" + id, null, 9).items())
                .extracting(AuditEntry::action)
                .containsExactly("staff.updated", "staff.updated", "staff.signed-in");
    }

    @Test
    void anAddressBookHasAtMostOnePreferredEntry() {
        SignedIn own = register();
        UUID one = UUID.randomUUID();
        UUID two = UUID.randomUUID();
        facades.customers.putAddress(own.id(), address(one, false));
        facades.customers.putAddress(own.id(), address(two, true));
        facades.customers.putAddress(own.id(), address(one, true));
        assertThat(facades.customers.addresses(own.id()))
                .extracting(CustomerAddress::id, CustomerAddress::preferred)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(one, true),
                        org.assertj.core.groups.Tuple.tuple(two, false));
        assertThat(facades.customers.removeAddress(own.id(), one)).isTrue();
        assertThat(facades.customers.removeAddress(own.id(), one)).isFalse();
        assertThatThrownBy(() -> new CustomerAddress(one, "", "x", "", "", "c", "", "XX", "", false))
                .isInstanceOfSatisfying(
                        Failure.class, f -> assertThat(f.fields()).hasSize(3));
    }

    @Test
    void customersAreListedByPageAndFoundByTheBeginningOfAddressOrName() {
        Map<String, UUID> ids = facades.customers.ensureAll(
                Map.of("zed1-" + email, "Zoe 100%_", "zed2-" + email, "Zed", "zed3-" + email, "Zed"));
        var first = facades.customers.list("zed", null, 2);
        var second = facades.customers.list("zed", first.next(), 2);
        assertThat(first.items()).hasSize(2);
        assertThat(java.util.stream.Stream.concat(first.items().stream(), second.items().stream())
                        .map(CustomerView::id))
                .containsExactlyInAnyOrderElementsOf(ids.values());
        assertThat(facades.customers.list("zoe 100%_", null, 9).items()).hasSize(1);
        assertThat(facades.customers.list("zoe 1%", null, 9).items()).isEmpty();
        assertThat(facades.customers.find(ids.values())).hasSize(3);
    }

    private static <T> T asSystem(Callable<T> work) throws Exception {
        return CurrentActor.callAs(new SystemActor("test"), work);
    }

    private boolean demoted(UUID id) throws Exception {
        try {
            asSystem(() -> facades.staff.update(
                    id, facades.staff.find(id).orElseThrow().version(), "X", Set.of(Role.SUPPORT), true));
            return true;
        } catch (Failure failure) {
            assertThat(failure.code()).isEqualTo("identity.last-owner");
            return false;
        }
    }

    private ApiKeyView find(UUID id) {
        return facades.keys.list().stream()
                .filter(key -> key.id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    private SignedIn register() {
        return ((Registered) facades.customers.register(email, "Bob", PASSWORD, null, home)).session();
    }

    private Actor customer(SignedIn session) {
        return facades.sessions.resolve(SessionKind.CUSTOMER, session.token()).orElse(null);
    }

    private static CustomerAddress address(UUID id, boolean preferred) {
        return new CustomerAddress(id, "Bob", "1 High St", "", "10115", "Berlin", "", "DE", "", preferred);
    }
}
