package io.peakday.customers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.peakday.customers.Registration.EmailTaken;
import io.peakday.customers.Registration.Registered;
import io.peakday.events.EventsModule;
import io.peakday.identity.Actor;
import io.peakday.identity.Actor.Customer;
import io.peakday.identity.IdentityModule;
import io.peakday.identity.Origin;
import io.peakday.identity.SessionKind;
import io.peakday.identity.SessionView;
import io.peakday.identity.SignIn;
import io.peakday.identity.SignIn.Refused;
import io.peakday.identity.SignIn.SignedIn;
import io.peakday.identity.SignIn.Throttled;
import io.peakday.kernel.Failure;
import io.peakday.kernel.FieldError;
import io.peakday.secrets.PasswordHashing;
import io.peakday.testkit.DatabaseClock;
import io.peakday.testkit.SteppedClock;
import io.peakday.testkit.TestDatabase;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class SignInTest {
    @RegisterExtension
    static final TestDatabase postgres = TestDatabase.with(EventsModule.SCHEMA, IdentityModule.SCHEMA);

    private static final AtomicInteger NUMBER = new AtomicInteger();
    private static final String PASSWORD = "correct horse battery";

    private final SteppedClock clock = Facades.clock();
    private final DatabaseClock time = DatabaseClock.install(postgres.owner().dataSource(), Duration.ZERO);
    private final Facades facades = new Facades(postgres, postgres.database(), clock);
    private final String email = "ann" + NUMBER.incrementAndGet() + "@example.com";
    /** Each test has a network of its own, since budgets are shared. */
    private final String net = "198.51." + NUMBER.get() + ".";

    @Test
    void aGuestBecomesACustomerOnce() {
        UUID cart = UUID.randomUUID();
        var outcome = facades.customers.register(email, "Ann", PASSWORD, cart, Facades.from(net + 1));
        Registered done = (Registered) outcome;
        assertThat(done.customer().verified()).isFalse();
        assertThat(facades.published("customer.registered"))
                .anySatisfy(event -> assertThat(event).contains(cart.toString(), "\"purpose\":\"verify\""));
        assertThat(facades.customers.register(email.toUpperCase(), "Eve", PASSWORD, null, Facades.from(net + 2)))
                .isInstanceOf(EmailTaken.class);
        assertThat(actor(facades, done.session())).isInstanceOf(Customer.class);
    }

    @Test
    void ofManyRegistrationsAtOnceOneSucceeds() throws Exception {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Registration>> all = new ArrayList<>();
            for (int i = 0; i < 12; i++) {
                all.add(threads.submit(
                        () -> facades.customers.register(email, "Ann", PASSWORD, null, Facades.from(net + 1))));
            }
            int registered = 0;
            for (Future<Registration> one : all) {
                registered += one.get() instanceof Registered ? 1 : 0;
            }
            assertThat(registered).isEqualTo(1);
        }
    }

    @Test
    void everyWrongFieldOfARegistrationIsReportedAtOnce() {
        assertThatThrownBy(() -> facades.customers.register("nobody", " ", "short", null, Facades.from(net + 1)))
                .isInstanceOfSatisfying(
                        Failure.class,
                        failure -> assertThat(failure.fields())
                                .extracting(FieldError::field)
                                .containsExactly("email", "name", "password"));
        for (String common : List.of("Password123", "12345678")) {
            assertThatThrownBy(() -> facades.customers.register(email, "Ann", common, null, Facades.from(net + 1)))
                    .isInstanceOf(Failure.class);
        }
    }

    @Test
    void signingInNamesTheGuestsCart() {
        register();
        UUID cart = UUID.randomUUID();
        assertThat(facades.customers.signIn(" " + email.toUpperCase(), PASSWORD, cart, Facades.from(net + 1)))
                .isInstanceOf(SignedIn.class);
        assertThat(facades.published("customer.signed-in"))
                .anySatisfy(event -> assertThat(event).contains(cart.toString()));
    }

    @Test
    void aGuesserIsThrottledButTheOwnerIsNotLockedOut() {
        SignedIn own = register();
        Origin attacker = Facades.from(net + 66);
        for (int i = 0; i < 10; i++) {
            assertThat(facades.customers.signIn(email, "wrong guess " + i, null, attacker))
                    .isInstanceOf(Refused.class);
        }
        assertThat(facades.customers.signIn(email, PASSWORD, null, attacker)).isInstanceOf(Throttled.class);
        // The owner, from elsewhere, and even from the attacker's own network on the device they used before.
        assertThat(facades.customers.signIn(email, PASSWORD, null, Facades.from(net + 2)))
                .isInstanceOf(SignedIn.class);
        assertThat(facades.customers.signIn(email, PASSWORD, null, Facades.from(net + 66, own.deviceToken())))
                .isInstanceOf(SignedIn.class);
        // A device that is known for another account helps nobody.
        assertThat(facades.customers.signIn(email, PASSWORD, null, Facades.from(net + 66, "x".repeat(43))))
                .isInstanceOf(Throttled.class);
        time.advance(Duration.ofMinutes(15));
        clock.advance(Duration.ofMinutes(15));
        assertThat(facades.customers.signIn(email, PASSWORD, null, attacker)).isInstanceOf(SignedIn.class);
    }

    @Test
    void aStolenDeviceCookieDoesNotAllowGuessingWithoutEnd() {
        SignedIn own = register();
        Origin thief = Facades.from(net + 66, own.deviceToken());
        for (int i = 0; i < 20; i++) {
            assertThat(facades.customers.signIn(email, "wrong guess " + i, null, thief))
                    .isInstanceOf(Refused.class);
        }
        assertThat(facades.customers.signIn(email, PASSWORD, null, thief)).isInstanceOf(Throttled.class);
    }

    @Test
    void oneNetworkCannotTryOnePasswordOnEveryAccount() {
        int refused = 0;
        for (int i = 0; i < 101; i++) {
            SignIn outcome =
                    facades.customers.signIn("nobody" + i + "@example.com", "guess", null, Facades.from(net + 7));
            refused += outcome instanceof Refused ? 1 : 0;
        }
        assertThat(refused).isEqualTo(100);
    }

    @Test
    void anIpv6NetworkCountsAsOne() {
        register();
        for (int i = 0; i < 10; i++) {
            facades.customers.signIn(email, "guess", null, Facades.from("2001:db8:" + NUMBER.get() + ":1::" + (i + 1)));
        }
        assertThat(facades.customers.signIn(email, PASSWORD, null, Facades.from("2001:db8:" + NUMBER.get() + ":1::ff")))
                .isInstanceOf(Throttled.class);
        assertThat(facades.customers.signIn(email, PASSWORD, null, Facades.from("2001:db8:" + NUMBER.get() + ":2::1")))
                .isInstanceOf(SignedIn.class);
    }

    @Test
    void attemptsAtTheSameMomentCannotAllPassTheSameCheck() throws Exception {
        register();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<SignIn>> all = new ArrayList<>();
            for (int i = 0; i < 40; i++) {
                all.add(threads.submit(() -> facades.customers.signIn(email, "guess", null, Facades.from(net + 9))));
            }
            int checked = 0;
            for (Future<SignIn> one : all) {
                checked += one.get() instanceof Refused ? 1 : 0;
            }
            assertThat(checked).isEqualTo(10);
        }
    }

    @Test
    void anUnknownAddressCostsAsMuchAsAWrongPassword() {
        PasswordHashing hashing = new PasswordHashing(8192, 1, 1, 10, Duration.ofSeconds(10));
        String hash = hashing.hash(PASSWORD);
        for (int i = 0; i < 5; i++) {
            hashing.matches(hash, "warm up");
            hashing.matches(null, "warm up");
        }
        long known = fastest(() -> hashing.matches(hash, "a wrong password"));
        long unknown = fastest(() -> hashing.matches(null, "a wrong password"));
        assertThat((double) unknown / known).isBetween(0.5, 2.0);
        assertThat(hashing.matches(null, "")).isFalse();
        assertThat(hashing.matches(hash, PASSWORD)).isTrue();
        assertThat(hashing.matches(hash, "x".repeat(1_000_000))).isFalse();
    }

    @Test
    void aStormOfSignInsIsBoundedAndAskedToRetryLater() throws Exception {
        PasswordHashing hashing = new PasswordHashing(4096, 1, 1, 3, Duration.ofMillis(200));
        AtomicInteger busy = new AtomicInteger();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> all = new ArrayList<>();
            for (int i = 0; i < 100; i++) {
                all.add(threads.submit(() -> {
                    try {
                        hashing.matches(null, "guess");
                    } catch (Failure failure) {
                        assertThat(failure.code()).isEqualTo("identity.busy");
                        busy.incrementAndGet();
                    }
                }));
            }
            for (Future<?> one : all) {
                one.get();
            }
        }
        assertThat(busy.get()).isPositive();
        assertThat(hashing.matches(null, "guess")).isFalse();
    }

    @Test
    void noSessionOpenedWithTheOldPasswordOutlivesItsChange() throws Exception {
        SignedIn own = register();
        String old = PASSWORD;
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<SignIn>> signIns = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                signIns.add(threads.submit(() -> facades.customers.signIn(email, old, null, Facades.from(net + 3))));
            }
            Future<Boolean> change = threads.submit(
                    () -> facades.customers.changePassword(own.id(), old, "another good one", own.sessionId()));
            assertThat(change.get()).isTrue();
            for (Future<SignIn> one : signIns) {
                one.get();
            }
        }
        assertThat(facades.sessions.list(own.id())).extracting(SessionView::id).containsExactly(own.sessionId());
        assertThat(facades.customers.signIn(email, old, null, Facades.from(net + 4)))
                .isInstanceOf(Refused.class);
    }

    @Test
    void importedAccountsCannotSignInWithAnyPassword() {
        facades.customers.ensureAll(java.util.Map.of(email, "Ann"));
        assertThat(facades.customers.signIn(email, "", null, Facades.from(net + 1)))
                .isInstanceOf(Refused.class);
        assertThat(facades.customers.ensure(email, "Other", PASSWORD))
                .isEqualTo(facades.customers
                        .ensureAll(java.util.Map.of(email, "Ann"))
                        .get(email));
    }

    private SignedIn register() {
        return ((Registered) facades.customers.register(email, "Ann", PASSWORD, null, Facades.from(net + 1))).session();
    }

    private static Actor actor(Facades facades, SignedIn session) {
        return facades.sessions.resolve(SessionKind.CUSTOMER, session.token()).orElse(null);
    }

    private static long fastest(Runnable work) {
        long fastest = Long.MAX_VALUE;
        for (int i = 0; i < 40; i++) {
            long start = System.nanoTime();
            work.run();
            fastest = Math.min(fastest, System.nanoTime() - start);
        }
        return fastest;
    }
}
