package io.peakday.customers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.peakday.customers.Registration.EmailTaken;
import io.peakday.customers.Registration.Registered;
import io.peakday.events.EventsModule;
import io.peakday.identity.Actor.Customer;
import io.peakday.identity.IdentityModule;
import io.peakday.identity.Origin;
import io.peakday.identity.SessionKind;
import io.peakday.identity.SignIn.Refused;
import io.peakday.identity.SignIn.SignedIn;
import io.peakday.kernel.Failure;
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

/** Somebody who knows the password for a while, or registered first, does not keep the account. */
class TakeoverTest {
    @RegisterExtension
    static final TestDatabase postgres = TestDatabase.with(EventsModule.SCHEMA, IdentityModule.SCHEMA);

    private static final AtomicInteger NUMBER = new AtomicInteger();
    private static final String PASSWORD = "correct horse battery";
    private static final String OWNERS = "the owner's new passphrase";
    private static final String THIEFS = "what only the thief knows";

    private final SteppedClock clock = Facades.clock();
    private final Facades facades = new Facades(postgres, postgres.database(), clock);
    private final String email = "eve" + NUMBER.incrementAndGet() + "@example.com";
    private final String thief = "thief-" + email;
    private final Origin home = Facades.from("203.0.113." + NUMBER.get());

    @Test
    void aChangeLinkDoesNotSurviveAReset() {
        SignedIn own = register();
        String change = requestChange(own, PASSWORD, thief);
        assertThat(facades.customers.reset(resetLink(email), OWNERS)).isTrue();
        SignedIn back = (SignedIn) facades.customers.signIn(email, OWNERS, null, home);
        assertThat(facades.customers.verifyEmail(change, me(back))).isFalse();
        assertThat(facades.customers.verifyEmail(change, me(own, back))).isFalse();
        assertThat(emailOf(own)).isEqualTo(email);
    }

    @Test
    void aChangeOfPasswordEndsEveryTokenButTheWayBackAndEveryOtherSession() {
        SignedIn own = register();
        SignedIn elsewhere = (SignedIn) facades.customers.signIn(email, PASSWORD, null, home);
        String verify = facades.token("customer.registered", email);
        String reset = resetLink(email);
        String change = requestChange(own, PASSWORD, thief);
        String undo = facades.token("customer.email-change-requested", email);
        assertThat(facades.customers.changePassword(own.id(), PASSWORD, OWNERS, own.sessionId()))
                .isTrue();
        for (String ended : List.of(verify, reset, change)) {
            assertThat(facades.customers.link(ended)).isEmpty();
        }
        assertThat(facades.customers.link(undo)).isPresent();
        assertThat(me(elsewhere)).isNull();
        assertThat(me(own)).isNotNull();
        assertThat(devices(own.id())).isZero();
    }

    @Test
    void theOldAddressTakesTheAccountBackFromAThiefWhoChangedEverything() {
        SignedIn own = register();
        SignedIn robber = (SignedIn) facades.customers.signIn(email, PASSWORD, null, home);
        String change = requestChange(robber, PASSWORD, thief);
        assertThat(facades.published("customer.email-change-requested").getLast())
                .contains('"' + email + '"');
        assertThat(facades.customers.verifyEmail(change, me(robber))).isTrue();
        String undo = facades.token("customer.email-changed", email);
        assertThat(facades.customers.changePassword(own.id(), PASSWORD, THIEFS, robber.sessionId()))
                .isTrue();
        String further = requestChange(robber, THIEFS, "second-" + thief);
        assertThat(facades.customers.verifyEmail(further, me(robber))).isTrue();
        String thiefsUndo = facades.token("customer.email-changed", thief);
        assertThat(facades.customers.reset(resetLink("second-" + thief), THIEFS + "!"))
                .isTrue();
        SignedIn again = (SignedIn) facades.customers.signIn("second-" + thief, THIEFS + "!", null, home);

        clock.advance(Duration.ofDays(6));
        assertThatThrownBy(() -> facades.customers.undoEmailChange(undo, "short"))
                .isInstanceOf(Failure.class);
        assertThat(facades.customers.undoEmailChange(undo, OWNERS)).isTrue();
        assertThat(emailOf(own)).isEqualTo(email);
        assertThat(me(again)).isNull();
        assertThat(facades.customers.undoEmailChange(thiefsUndo, THIEFS)).isFalse();
        assertThat(facades.customers.undoEmailChange(undo, OWNERS)).isFalse();
        assertThat(facades.customers.signIn("second-" + thief, THIEFS + "!", null, home))
                .isInstanceOf(Refused.class);
        assertThat(facades.customers.signIn(email, OWNERS, null, home)).isInstanceOf(SignedIn.class);
        assertThat(facades.customers.find(own.id()).orElseThrow().verified()).isTrue();
    }

    @Test
    void theWayBackWorksBeforeTheChangeIsConfirmedToo() {
        SignedIn robber = register();
        String change = requestChange(robber, PASSWORD, thief);
        String undo = facades.token("customer.email-change-requested", email);
        assertThat(facades.customers.undoEmailChange(undo, OWNERS)).isTrue();
        assertThat(facades.customers.link(change)).isEmpty();
        assertThat(me(robber)).isNull();
        assertThat(emailOf(robber)).isEqualTo(email);
    }

    @Test
    void theWayBackEndsAfterAWeek() {
        SignedIn own = register();
        facades.customers.verifyEmail(requestChange(own, PASSWORD, thief), me(own));
        String undo = facades.token("customer.email-changed", email);
        clock.advance(Duration.ofDays(7).plusSeconds(1));
        assertThat(facades.customers.undoEmailChange(undo, OWNERS)).isFalse();
        facades.recovery.prune();
        assertThat(facades.customers.register(email, "Another", PASSWORD, null, home))
                .isInstanceOf(Registered.class);
    }

    @Test
    void nobodyElseTakesTheOldAddressWhileItLeadsBack() {
        SignedIn own = register();
        assertThat(facades.customers.verifyEmail(facades.token("customer.registered", email), me(own)))
                .isTrue();
        facades.customers.verifyEmail(requestChange(own, PASSWORD, thief), me(own));
        assertThat(facades.customers.register(email, "Thief", PASSWORD, null, home))
                .isInstanceOf(EmailTaken.class);
        SignedIn other = ((Registered) facades.customers.register("x" + email, "X", PASSWORD, null, home)).session();
        String onto = requestChange(other, PASSWORD, email);
        assertThatThrownBy(() -> facades.customers.verifyEmail(onto, me(other)))
                .isInstanceOfSatisfying(Failure.class, f -> assertThat(f.code()).isEqualTo("identity.email-taken"));
        // Its owner may have it back the ordinary way.
        assertThat(facades.customers.verifyEmail(requestChange(own, PASSWORD, email), me(own)))
                .isTrue();
    }

    @Test
    void anAddressThatWasNeverProvenIsKeptFromNobody() {
        SignedIn squatter = register();
        assertThat(facades.customers.verifyEmail(requestChange(squatter, PASSWORD, thief), me(squatter)))
                .isTrue();

        assertThat(facades.customers.register(email, "Its owner", PASSWORD, null, home))
                .isInstanceOf(Registered.class);
    }

    @Test
    void aChangeOfAddressIsConfirmedOnlyInASessionOfItsAccount() {
        SignedIn own = register();
        String change = requestChange(own, PASSWORD, thief);
        SignedIn other = ((Registered) facades.customers.register("y" + email, "Y", PASSWORD, null, home)).session();
        assertThatThrownBy(() -> facades.customers.verifyEmail(change, me(other)))
                .isInstanceOfSatisfying(Failure.class, f -> assertThat(f.code()).isEqualTo("identity.other-account"));
        assertThatThrownBy(() -> facades.customers.verifyEmail(change, OWNERS))
                .isInstanceOfSatisfying(
                        Failure.class, f -> assertThat(f.code()).isEqualTo("identity.sign-in-required"));
        assertThat(emailOf(own)).isEqualTo(email);
        assertThat(facades.customers.verifyEmail(change, me(own))).isTrue();
    }

    @Test
    void whoProvesTheAddressWithoutASessionSetsThePasswordAndEndsAStrangersSessions() {
        SignedIn stranger = register();
        facades.customers.putAddress(
                stranger.id(),
                new CustomerAddress(
                        UUID.randomUUID(), "Stranger", "1 High St", "", "10115", "Berlin", "", "DE", "", true));
        String change = requestChange(stranger, PASSWORD, thief);
        String verify = facades.token("customer.registered", email);
        int claims = claims();
        assertThat(facades.customers.link(verify).orElseThrow().email()).isEqualTo(email);
        assertThat(claims()).isEqualTo(claims);
        assertThat(facades.customers.verifyEmail(verify, OWNERS)).isTrue();
        assertThat(claims()).isEqualTo(claims + 1);
        assertThat(me(stranger)).isNull();
        assertThat(facades.customers.link(change)).isEmpty();
        assertThat(facades.customers.addresses(stranger.id())).isEmpty();
        assertThat(facades.customers.find(stranger.id()).orElseThrow().name()).isEqualTo(email.replaceFirst("@.*", ""));
        assertThat(facades.published("customer.password-changed"))
                .filteredOn(text -> text.contains(stranger.id().toString()))
                .singleElement()
                .satisfies(text -> assertThat(text).doesNotContain("Bob"));
        assertThat(facades.handedOver.accounts()).containsExactly(stranger.id());
        assertThat(facades.customers.signIn(email, PASSWORD, null, home)).isInstanceOf(Refused.class);
        assertThat(facades.customers.signIn(email, OWNERS, null, home)).isInstanceOf(SignedIn.class);
        assertThat(facades.customers.verifyEmail(verify, OWNERS)).isFalse();
    }

    @Test
    void aLinkAndAResetAtTheSameMomentNeverBothCount() throws Exception {
        for (int round = 0; round < 20; round++) {
            String mine = round + email;
            SignedIn robber =
                    ((Registered) facades.customers.register(mine, "Bob", PASSWORD, null, round(round))).session();
            String change = requestChange(robber, PASSWORD, "thief-" + mine);
            String reset = resetLink(mine);
            Customer thiefHere = me(robber);
            try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
                Future<Boolean> confirmed = threads.submit(() -> facades.customers.verifyEmail(change, thiefHere));
                Future<Boolean> recovered = threads.submit(() -> facades.customers.reset(reset, OWNERS));
                Future<Boolean> again = threads.submit(() -> requested(robber, mine));
                boolean won = confirmed.get();
                assertThat(recovered.get()).isNotEqualTo(won);
                again.get();
                assertThat(emailOf(robber)).isEqualTo(won ? "thief-" + mine : mine);
                if (!won) {
                    // Nothing that was asked for with the old password is left.
                    assertThat(openTokens(robber.id())).doesNotContain("change", "reset", "verify");
                    assertThat(me(robber)).isNull();
                }
            }
        }
    }

    @Test
    void thePresentPasswordCannotBeGuessedThroughASession() {
        SignedIn own = register();
        List<String> answers = new ArrayList<>();
        for (int i = 0; i < 30; i++) {
            answers.add(
                    switch (i % 3) {
                        case 0 ->
                            outcome(() -> facades.customers.changePassword(own.id(), "guess", OWNERS, own.sessionId()));
                        case 1 ->
                            outcome(() ->
                                    facades.customers.requestEmailChange(own.id(), own.sessionId(), "guess", thief));
                        default -> outcome(() -> facades.customers.delete(own.id(), own.sessionId(), "guess"));
                    });
        }
        assertThat(answers.subList(0, 10)).containsOnly("false");
        assertThat(answers.subList(10, 30)).containsOnly("identity.throttled");
        // Also the right one, or the limit would reveal it.
        assertThat(outcome(() -> facades.customers.changePassword(own.id(), PASSWORD, OWNERS, own.sessionId())))
                .isEqualTo("identity.throttled");
        // The owner is not locked out: another session, and the mail, go on.
        SignedIn other = (SignedIn) facades.customers.signIn(email, PASSWORD, null, home);
        assertThat(facades.customers.changePassword(other.id(), PASSWORD, OWNERS, other.sessionId()))
                .isTrue();
    }

    private boolean requested(SignedIn session, String mine) {
        try {
            return facades.customers.requestEmailChange(session.id(), session.sessionId(), PASSWORD, "late-" + mine);
        } catch (Failure failure) {
            return false;
        }
    }

    private static Origin round(int n) {
        return Facades.from("192.0.2." + n);
    }

    private static String outcome(java.util.function.BooleanSupplier work) {
        try {
            return String.valueOf(work.getAsBoolean());
        } catch (Failure failure) {
            return failure.code();
        }
    }

    private String requestChange(SignedIn session, String password, String to) {
        assertThat(facades.customers.requestEmailChange(session.id(), session.sessionId(), password, to))
                .isTrue();
        return facades.token("customer.email-verification-requested", to);
    }

    private String resetLink(String to) {
        facades.customers.requestReset(to, home);
        await().until(() -> facades.published("customer.password-reset-requested").stream()
                .anyMatch(p -> p.contains('"' + to + '"')));
        return facades.token("customer.password-reset-requested", to);
    }

    private SignedIn register() {
        return ((Registered) facades.customers.register(email, "Bob", PASSWORD, null, home)).session();
    }

    private Customer me(SignedIn session) {
        return (Customer)
                facades.sessions.resolve(SessionKind.CUSTOMER, session.token()).orElse(null);
    }

    private Customer me(SignedIn account, SignedIn session) {
        return new Customer(account.id(), email, "Bob", true, session.sessionId());
    }

    private String emailOf(SignedIn session) {
        return facades.customers.find(session.id()).orElseThrow().email();
    }

    private int claims() {
        return (int) facades.published("customer.email-verified").stream()
                .filter(event -> event.contains('"' + email + '"'))
                .count();
    }

    private List<String> openTokens(UUID owner) {
        return facades.identity.openTokens(owner);
    }

    private int devices(UUID owner) {
        return facades.identity.devices(owner);
    }
}
