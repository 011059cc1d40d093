package io.peakday.sale;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.peakday.identity.SignedSession;
import io.peakday.kernel.Failure;
import io.peakday.sale.ClaimOutcome.AlreadyClaimed;
import io.peakday.sale.ClaimOutcome.Claimed;
import io.peakday.secrets.Tokens;
import io.peakday.testkit.Races;
import io.peakday.testkit.TestDatabase;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Claims whose sessions are looked up in the transaction that grants them. */
class ClaimSessionsTest {
    @RegisterExtension
    static final TestDatabase postgres = TestDatabase.with(Stage.SCHEMAS);

    private static final String SIGN_IN = "identity.sign-in-required";

    private final Stage stage = new Stage(postgres.database());

    /** A customer who has signed in once, on one device. */
    private SignedSession signedIn(UUID customer, String device, Duration until) {
        String key = Tokens.key(Tokens.hash(customer + device));
        stage.database.sql().sql("""
                        insert into identity.customer (id, email, email_key, name, verified_at, created_at)
                        values (:id, :id || '@example.com', :id || '@example.com', 'Somebody', now(), now())
                        on conflict do nothing""").param("id", customer).update();
        stage.database
                .sql()
                .sql("""
                        insert into identity.session
                               (id, token_hash, kind, owner_id, device, address, created_at, last_seen_at, expires_at)
                        values (gen_random_uuid(), ?, 'customer', ?, ?, '192.0.2.1', now(), now(), ?::timestamptz)""")
                .params(
                        Tokens.ofKey(key),
                        customer,
                        device,
                        Instant.now().plus(until).toString())
                .update();
        return new SignedSession(customer, key);
    }

    private SignedSession signedIn() {
        return signedIn(UUID.randomUUID(), "Firefox", Duration.ofDays(1));
    }

    private ClaimOutcome claim(UUID sale, SignedSession session) {
        return stage.sales.claim(sale, session, 1, null);
    }

    private void isAskedToSignIn(UUID sale, SignedSession session) {
        Failure failure = catchThrowableOfType(Failure.class, () -> claim(sale, session));
        assertThat(failure.code()).isEqualTo(SIGN_IN);
    }

    @Test
    void anOpenSessionClaimsForItsCustomer() {
        UUID sale = stage.open(5);
        SignedSession session = signedIn();
        assertThat(claim(sale, session)).isInstanceOf(Claimed.class);
        assertThat(stage.claim(sale, session.customerId())).isInstanceOf(AlreadyClaimed.class);
    }

    @Test
    void aSessionThatHasEndedGetsNothingThoughItsTokenIsGood() {
        UUID sale = stage.open(5);
        SignedSession ended = signedIn();
        assertThat(stage.sessions.endAll(ended.customerId())).isEqualTo(1);
        isAskedToSignIn(sale, ended);
        isAskedToSignIn(sale, signedIn(UUID.randomUUID(), "Firefox", Duration.ofSeconds(-1)));
        isAskedToSignIn(sale, new SignedSession(UUID.randomUUID(), Tokens.key(Tokens.hash("never given"))));
        assertThat(stage.sales.count(sale)).isEqualTo(new SaleCount(5, 0, 0, 0));
    }

    @Test
    void aSessionOfADeletedAccountGetsNothing() {
        UUID sale = stage.open(5);
        SignedSession session = signedIn();
        stage.database
                .sql()
                .sql("update identity.customer set deleted_at = now(), email_key = null where id = ?")
                .param(session.customerId())
                .update();
        isAskedToSignIn(sale, session);
    }

    @Test
    void anotherOpenSessionOfTheSameCustomerDoesNotSpeakForTheEndedOne() throws Exception {
        UUID sale = stage.open(50);
        List<Callable<Boolean>> calls = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            UUID customer = UUID.randomUUID();
            SignedSession open = signedIn(customer, "Firefox", Duration.ofDays(1));
            SignedSession over = signedIn(customer, "Chromium", Duration.ofSeconds(-1));
            calls.add(() -> claim(sale, open) instanceof Claimed);
            calls.add(() -> SIGN_IN.equals(
                    catchThrowableOfType(Failure.class, () -> claim(sale, over)).code()));
        }
        assertThat(Races.run(calls)).containsOnly(true);
        assertThat(stage.sales.count(sale)).isEqualTo(new SaleCount(10, 40, 0, 0));
    }

    @Test
    void aLineGivesNoPlaceToASessionThatHasEnded() {
        UUID sale = stage.behind(new AdmissionPolicy(1, 0), 5, Instant.now().minusSeconds(1));
        SignedSession ended = signedIn();
        stage.sessions.endAll(ended.customerId());
        isAskedToSignIn(sale, ended);
        assertThat(stage.sales.inLine(stage.sales.require(sale))).hasValue(0);
    }
}
