package io.peakday.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.peakday.events.EventsModule;
import io.peakday.identity.Actor.Customer;
import io.peakday.identity.Registration.EmailTaken;
import io.peakday.identity.Registration.Registered;
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

    private final SteppedClock clock = Rooms.clock();
    private final Rooms rooms = new Rooms(postgres, postgres.database(), clock);
    private final String email = "eve" + NUMBER.incrementAndGet() + "@example.com";
    private final String thief = "thief-" + email;
    private final Origin home = Rooms.from("203.0.113." + NUMBER.get());

    @Test
    void aChangeLinkDoesNotSurviveAReset() {
        SignedIn own = register();
        String change = requestChange(own, PASSWORD, thief);
        assertThat(rooms.customers.reset(resetLink(email), OWNERS)).isTrue();
        SignedIn back = (SignedIn) rooms.customers.signIn(email, OWNERS, null, home);
        assertThat(rooms.customers.verifyEmail(change, me(back))).isFalse();
        assertThat(rooms.customers.verifyEmail(change, me(own, back))).isFalse();
        assertThat(emailOf(own)).isEqualTo(email);
    }

    @Test
    void aChangeOfPasswordEndsEveryTokenButTheWayBackAndEveryOtherSession() {
        SignedIn own = register();
        SignedIn elsewhere = (SignedIn) rooms.customers.signIn(email, PASSWORD, null, home);
        String verify = rooms.token("customer.registered", email);
        String reset = resetLink(email);
        String change = requestChange(own, PASSWORD, thief);
        String undo = rooms.token("customer.email-change-requested", email);
        assertThat(rooms.customers.changePassword(own.id(), PASSWORD, OWNERS, own.sessionId()))
                .isTrue();
        for (String ended : List.of(verify, reset, change)) {
            assertThat(rooms.customers.link(ended)).isEmpty();
        }
        assertThat(rooms.customers.link(undo)).isPresent();
        assertThat(me(elsewhere)).isNull();
        assertThat(me(own)).isNotNull();
        assertThat(devices(own.id())).isZero();
    }

    @Test
    void theOldAddressTakesTheAccountBackFromAThiefWhoChangedEverything() {
        SignedIn own = register();
        SignedIn robber = (SignedIn) rooms.customers.signIn(email, PASSWORD, null, home);
        String change = requestChange(robber, PASSWORD, thief);
        assertThat(rooms.told("customer.email-change-requested").getLast()).contains('"' + email + '"');
        assertThat(rooms.customers.verifyEmail(change, me(robber))).isTrue();
        String undo = rooms.token("customer.email-changed", email);
        assertThat(rooms.customers.changePassword(own.id(), PASSWORD, THIEFS, robber.sessionId()))
                .isTrue();
        String further = requestChange(robber, THIEFS, "second-" + thief);
        assertThat(rooms.customers.verifyEmail(further, me(robber))).isTrue();
        String thiefsUndo = rooms.token("customer.email-changed", thief);
        assertThat(rooms.customers.reset(resetLink("second-" + thief), THIEFS + "!"))
                .isTrue();
        SignedIn again = (SignedIn) rooms.customers.signIn("second-" + thief, THIEFS + "!", null, home);

        clock.advance(Duration.ofDays(6));
        assertThatThrownBy(() -> rooms.customers.undoEmailChange(undo, "short")).isInstanceOf(Failure.class);
        assertThat(rooms.customers.undoEmailChange(undo, OWNERS)).isTrue();
        assertThat(emailOf(own)).isEqualTo(email);
        assertThat(me(again)).isNull();
        assertThat(rooms.customers.undoEmailChange(thiefsUndo, THIEFS)).isFalse();
        assertThat(rooms.customers.undoEmailChange(undo, OWNERS)).isFalse();
        assertThat(rooms.customers.signIn("second-" + thief, THIEFS + "!", null, home))
                .isInstanceOf(Refused.class);
        assertThat(rooms.customers.signIn(email, OWNERS, null, home)).isInstanceOf(SignedIn.class);
        assertThat(rooms.customers.find(own.id()).orElseThrow().verified()).isTrue();
    }

    @Test
    void theWayBackWorksBeforeTheChangeIsConfirmedToo() {
        SignedIn robber = register();
        String change = requestChange(robber, PASSWORD, thief);
        String undo = rooms.token("customer.email-change-requested", email);
        assertThat(rooms.customers.undoEmailChange(undo, OWNERS)).isTrue();
        assertThat(rooms.customers.link(change)).isEmpty();
        assertThat(me(robber)).isNull();
        assertThat(emailOf(robber)).isEqualTo(email);
    }

    @Test
    void theWayBackEndsAfterAWeek() {
        SignedIn own = register();
        rooms.customers.verifyEmail(requestChange(own, PASSWORD, thief), me(own));
        String undo = rooms.token("customer.email-changed", email);
        clock.advance(Duration.ofDays(7).plusSeconds(1));
        assertThat(rooms.customers.undoEmailChange(undo, OWNERS)).isFalse();
        rooms.recovery.prune();
        assertThat(rooms.customers.register(email, "Another", PASSWORD, null, home))
                .isInstanceOf(Registered.class);
    }

    @Test
    void nobodyElseTakesTheOldAddressWhileItLeadsBack() {
        SignedIn own = register();
        assertThat(rooms.customers.verifyEmail(rooms.token("customer.registered", email), me(own)))
                .isTrue();
        rooms.customers.verifyEmail(requestChange(own, PASSWORD, thief), me(own));
        assertThat(rooms.customers.register(email, "Thief", PASSWORD, null, home))
                .isInstanceOf(EmailTaken.class);
        SignedIn other = ((Registered) rooms.customers.register("x" + email, "X", PASSWORD, null, home)).session();
        String onto = requestChange(other, PASSWORD, email);
        assertThatThrownBy(() -> rooms.customers.verifyEmail(onto, me(other)))
                .isInstanceOfSatisfying(Failure.class, f -> assertThat(f.code()).isEqualTo("identity.email-taken"));
        // Its owner may have it back the ordinary way.
        assertThat(rooms.customers.verifyEmail(requestChange(own, PASSWORD, email), me(own)))
                .isTrue();
    }

    @Test
    void anAddressThatWasNeverProvenIsKeptFromNobody() {
        SignedIn squatter = register();
        assertThat(rooms.customers.verifyEmail(requestChange(squatter, PASSWORD, thief), me(squatter)))
                .isTrue();

        assertThat(rooms.customers.register(email, "Its owner", PASSWORD, null, home))
                .isInstanceOf(Registered.class);
    }

    @Test
    void aChangeOfAddressIsConfirmedOnlyInASessionOfItsAccount() {
        SignedIn own = register();
        String change = requestChange(own, PASSWORD, thief);
        SignedIn other = ((Registered) rooms.customers.register("y" + email, "Y", PASSWORD, null, home)).session();
        assertThatThrownBy(() -> rooms.customers.verifyEmail(change, me(other)))
                .isInstanceOfSatisfying(Failure.class, f -> assertThat(f.code()).isEqualTo("identity.other-account"));
        assertThatThrownBy(() -> rooms.customers.verifyEmail(change, OWNERS))
                .isInstanceOfSatisfying(
                        Failure.class, f -> assertThat(f.code()).isEqualTo("identity.sign-in-required"));
        assertThat(emailOf(own)).isEqualTo(email);
        assertThat(rooms.customers.verifyEmail(change, me(own))).isTrue();
    }

    @Test
    void whoProvesTheAddressWithoutASessionSetsThePasswordAndEndsAStrangersSessions() {
        SignedIn stranger = register();
        rooms.customers.putAddress(
                stranger.id(),
                new CustomerAddress(
                        UUID.randomUUID(), "Stranger", "1 High St", "", "10115", "Berlin", "", "DE", "", true));
        String change = requestChange(stranger, PASSWORD, thief);
        String verify = rooms.token("customer.registered", email);
        int claims = claims();
        assertThat(rooms.customers.link(verify).orElseThrow().email()).isEqualTo(email);
        assertThat(claims()).isEqualTo(claims);
        assertThat(rooms.customers.verifyEmail(verify, OWNERS)).isTrue();
        assertThat(claims()).isEqualTo(claims + 1);
        assertThat(me(stranger)).isNull();
        assertThat(rooms.customers.link(change)).isEmpty();
        assertThat(rooms.customers.addresses(stranger.id())).isEmpty();
        assertThat(rooms.customers.find(stranger.id()).orElseThrow().name()).isEqualTo(email.replaceFirst("@.*", ""));
        assertThat(rooms.told("customer.password-changed"))
                .filteredOn(text -> text.contains(stranger.id().toString()))
                .singleElement()
                .satisfies(text -> assertThat(text).doesNotContain("Bob"));
        assertThat(rooms.handedOver.accounts()).containsExactly(stranger.id());
        assertThat(rooms.customers.signIn(email, PASSWORD, null, home)).isInstanceOf(Refused.class);
        assertThat(rooms.customers.signIn(email, OWNERS, null, home)).isInstanceOf(SignedIn.class);
        assertThat(rooms.customers.verifyEmail(verify, OWNERS)).isFalse();
    }

    @Test
    void aLinkAndAResetAtTheSameMomentNeverBothCount() throws Exception {
        for (int round = 0; round < 20; round++) {
            String mine = round + email;
            SignedIn robber =
                    ((Registered) rooms.customers.register(mine, "Bob", PASSWORD, null, round(round))).session();
            String change = requestChange(robber, PASSWORD, "thief-" + mine);
            String reset = resetLink(mine);
            Customer thiefHere = me(robber);
            try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
                Future<Boolean> confirmed = threads.submit(() -> rooms.customers.verifyEmail(change, thiefHere));
                Future<Boolean> recovered = threads.submit(() -> rooms.customers.reset(reset, OWNERS));
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
                            outcome(() -> rooms.customers.changePassword(own.id(), "guess", OWNERS, own.sessionId()));
                        case 1 ->
                            outcome(() ->
                                    rooms.customers.requestEmailChange(own.id(), own.sessionId(), "guess", thief));
                        default -> outcome(() -> rooms.customers.delete(own.id(), own.sessionId(), "guess"));
                    });
        }
        assertThat(answers.subList(0, 10)).containsOnly("false");
        assertThat(answers.subList(10, 30)).containsOnly("identity.throttled");
        // Also the right one, or the limit would tell it.
        assertThat(outcome(() -> rooms.customers.changePassword(own.id(), PASSWORD, OWNERS, own.sessionId())))
                .isEqualTo("identity.throttled");
        // The owner is not locked out: another session, and the mail, go on.
        SignedIn other = (SignedIn) rooms.customers.signIn(email, PASSWORD, null, home);
        assertThat(rooms.customers.changePassword(other.id(), PASSWORD, OWNERS, other.sessionId()))
                .isTrue();
    }

    private boolean requested(SignedIn session, String mine) {
        try {
            return rooms.customers.requestEmailChange(session.id(), session.sessionId(), PASSWORD, "late-" + mine);
        } catch (Failure failure) {
            return false;
        }
    }

    private static Origin round(int n) {
        return Rooms.from("192.0.2." + n);
    }

    private static String outcome(java.util.function.BooleanSupplier work) {
        try {
            return String.valueOf(work.getAsBoolean());
        } catch (Failure failure) {
            return failure.code();
        }
    }

    private String requestChange(SignedIn session, String password, String to) {
        assertThat(rooms.customers.requestEmailChange(session.id(), session.sessionId(), password, to))
                .isTrue();
        return rooms.token("customer.email-verification-requested", to);
    }

    private String resetLink(String to) {
        rooms.customers.requestReset(to, home);
        await().until(() ->
                rooms.told("customer.password-reset-requested").stream().anyMatch(p -> p.contains('"' + to + '"')));
        return rooms.token("customer.password-reset-requested", to);
    }

    private SignedIn register() {
        return ((Registered) rooms.customers.register(email, "Bob", PASSWORD, null, home)).session();
    }

    private Customer me(SignedIn session) {
        return (Customer)
                rooms.sessions.resolve(SessionKind.CUSTOMER, session.token()).orElse(null);
    }

    private Customer me(SignedIn account, SignedIn session) {
        return new Customer(account.id(), email, "Bob", true, session.sessionId());
    }

    private String emailOf(SignedIn session) {
        return rooms.customers.find(session.id()).orElseThrow().email();
    }

    private int claims() {
        return (int) rooms.told("customer.email-verified").stream()
                .filter(event -> event.contains('"' + email + '"'))
                .count();
    }

    private static List<String> openTokens(UUID owner) {
        return postgres.database()
                .sql()
                .sql("select purpose from identity.mail_token where owner_id = ?")
                .param(owner)
                .query(String.class)
                .list();
    }

    private static int devices(UUID owner) {
        return postgres.database()
                .sql()
                .sql("select count(*) from identity.known_device where owner_id = ?")
                .param(owner)
                .query(Integer.class)
                .single();
    }
}
