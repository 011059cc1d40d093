package io.peakday.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.peakday.access.FactorAnswer.Code;
import io.peakday.access.FactorAnswer.Passkey;
import io.peakday.access.FactorAnswer.Recovery;
import io.peakday.access.factor.RelyingParty;
import io.peakday.access.factor.SoftAuthenticator;
import io.peakday.access.factor.Totp;
import io.peakday.events.EventsModule;
import io.peakday.identity.Actor;
import io.peakday.identity.Actor.ApiClient;
import io.peakday.identity.Actor.EnrollingStaff;
import io.peakday.identity.Actor.SystemActor;
import io.peakday.identity.CurrentActor;
import io.peakday.identity.IdentityModule;
import io.peakday.identity.IdentitySettings;
import io.peakday.identity.Origin;
import io.peakday.identity.Permission;
import io.peakday.identity.Role;
import io.peakday.identity.SampleIdentity;
import io.peakday.identity.SamplePermissions;
import io.peakday.identity.SessionKind;
import io.peakday.identity.SessionView;
import io.peakday.identity.SignIn;
import io.peakday.identity.SignIn.Refused;
import io.peakday.identity.SignIn.SecondStep;
import io.peakday.identity.SignIn.SignedIn;
import io.peakday.identity.SignIn.Throttled;
import io.peakday.kernel.Failure;
import io.peakday.kernel.Ids;
import io.peakday.testkit.DatabaseClock;
import io.peakday.testkit.SteppedClock;
import io.peakday.testkit.TestDatabase;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Staff sign in with a second factor, and nobody gets round it. */
class SecondFactorTest {
    @RegisterExtension
    static final TestDatabase postgres = TestDatabase.with(EventsModule.SCHEMA, IdentityModule.SCHEMA);

    private static final AtomicInteger NUMBER = new AtomicInteger();
    private static final String PASSWORD = "correct horse battery";
    private static final RelyingParty SHOP = new RelyingParty("shop.example", "https://shop.example");
    private static final Duration STEP = Duration.ofSeconds(30);

    private final SteppedClock clock = new SteppedClock();
    private final DatabaseClock time = DatabaseClock.install(postgres.owner().dataSource(), Duration.ZERO);
    private final SampleAccess facades = new SampleAccess(postgres, postgres.database(), clock);
    private final String email = "second" + NUMBER.incrementAndGet() + "@example.com";
    private final Origin home = SampleIdentity.from("198.18.0." + NUMBER.get());
    private final UUID id = facades.staff.ensure(email, "Desk", PASSWORD, Set.of(Role.OWNER));

    private byte[] secret = new byte[0];
    private List<String> codes = List.of();

    @AfterEach
    void close() {
        facades.audit.close();
    }

    @Test
    void thePasswordAloneOpensNothingOnceAnAppIsSetUp() {
        SignedIn first = enrolled();
        clock.advance(STEP);
        SecondStep step = begun();
        assertThat(facades.sessions.resolve(SessionKind.STAFF, step.token())).isEmpty();
        assertThat(facades.sessions.list(id)).extracting(SessionView::id).containsExactly(first.sessionId());
        SignedIn in = (SignedIn) facades.secondStep.answer(step.token(), new Code(code()), home);
        assertThat(facades.sessions.resolve(SessionKind.STAFF, in.token())).isPresent();
        assertThat(facades.audit.page(null, "staff:" + id, null, 9).items())
                .anyMatch(entry -> entry.action().equals("staff.signed-in")
                        && entry.detail().toString().contains("app"));
    }

    @Test
    void aPendingSignInIsGoodOnceAndForFiveMinutes() {
        enrolled();
        clock.advance(STEP);
        SecondStep step = begun();
        assertThat(facades.secondStep.answer(step.token(), new Code(code()), home))
                .isInstanceOf(SignedIn.class);
        clock.advance(STEP);
        assertThat(facades.secondStep.pending(step.token())).isEmpty();
        assertThat(facades.secondStep.answer(step.token(), new Code(code()), home))
                .isInstanceOf(Refused.class);
        SecondStep late = begun();
        clock.advance(PendingSteps.LIFE.plusMillis(1));
        assertThat(facades.secondStep.pending(late.token())).isEmpty();
        assertThat(facades.secondStep.answer(late.token(), new Code(code()), home))
                .isInstanceOf(Refused.class);
        facades.steps.prune();
        assertThat(count("sign_in_step")).isZero();
    }

    @Test
    void aCodeIsGoodOnceHoweverManyUseItAtTheSameMoment() throws Exception {
        enrolled();
        clock.advance(STEP);
        SampleAccess there = new SampleAccess(postgres, postgres.anotherNode(), clock);
        List<SecondStep> steps = IntStream.range(0, 6).mapToObj(i -> begun()).toList();
        List<SignIn> outcomes = atOnce(i ->
                (i % 2 == 0 ? facades : there).secondStep.answer(steps.get(i).token(), new Code(code()), home));
        assertThat(outcomes).filteredOn(SignedIn.class::isInstance).hasSize(1);
        assertThat(outcomes).filteredOn(Refused.class::isInstance).hasSize(5);
        there.audit.close();
    }

    @Test
    void aRecoveryCodeIsGoodOnceHoweverManyUseItAtTheSameMoment() throws Exception {
        enrolled();
        List<SecondStep> steps = IntStream.range(0, 6).mapToObj(i -> begun()).toList();
        List<SignIn> outcomes = atOnce(i -> facades.secondStep.answer(
                steps.get(i).token(), new Recovery(codes.getFirst().toLowerCase(java.util.Locale.ROOT)), home));
        assertThat(outcomes).filteredOn(SignedIn.class::isInstance).hasSize(1);
        assertThat(facades.secondFactors.of(id).recoveryCodes()).isEqualTo(9);
        assertThat(published("RECOVERY_CODE_USED")).isEqualTo(1);
    }

    @Test
    void onePendingSignInOpensOneSession() throws Exception {
        enrolled();
        SecondStep step = begun();
        List<SignIn> outcomes = atOnce(i -> facades.secondStep.answer(step.token(), new Recovery(codes.get(i)), home));
        assertThat(outcomes).filteredOn(SignedIn.class::isInstance).hasSize(1);
        assertThat(facades.secondFactors.of(id).recoveryCodes()).isEqualTo(9);
    }

    @Test
    void wrongCodesAreBoundedFromEverywhereAndKnownDevicesGoOn() {
        SignedIn first = enrolled();
        clock.advance(STEP);
        SecondStep step = begun();
        for (int i = 0; i < 10; i++) {
            Origin somewhere = SampleIdentity.from("192.0.2." + i);
            assertThat(facades.secondStep.answer(step.token(), new Code("000000"), somewhere))
                    .isInstanceOf(Refused.class);
        }
        assertThat(facades.secondStep.answer(step.token(), new Code(code()), SampleIdentity.from("192.0.2.99")))
                .isInstanceOf(Throttled.class);
        assertThat(published("GUESSED")).isEqualTo(1);
        // A recovery code is no way round it, and the owner's own device is not locked out.
        assertThat(facades.secondStep.answer(step.token(), new Recovery(codes.getFirst()), home))
                .isInstanceOf(Throttled.class);
        Origin own = SampleIdentity.from(home.address(), first.deviceToken());
        assertThat(facades.secondStep.answer(step.token(), new Code(code()), own))
                .isInstanceOf(SignedIn.class);
    }

    @Test
    void aDayBoundsWhatWindowAfterWindowWouldAdd() {
        enrolled();
        int tried = 0;
        for (int round = 0; round < 8; round++) {
            SecondStep step = begun();
            for (int i = 0; i < 10; i++) {
                if (facades.secondStep.answer(step.token(), new Code("000000"), home) instanceof Refused) {
                    tried++;
                }
            }
            Duration window = SampleIdentity.SETTINGS.attempts().window().plusSeconds(1);
            time.advance(window);
            clock.advance(window);
        }
        assertThat(tried).isEqualTo(50);
    }

    @Test
    void aNewPasswordEndsPendingSignInsAndLeavesTheFactor() {
        SignedIn first = enrolled();
        SecondStep step = begun();
        facades.passwords.change(id, PASSWORD, "a fresh one for the desk", first.sessionId());
        assertThat(facades.secondStep.pending(step.token())).isEmpty();
        facades.lostAccess.resetPassword(email, PASSWORD);
        assertThat(facades.staffSignIn.signIn(email, PASSWORD, home)).isInstanceOf(SecondStep.class);
    }

    @Test
    void whoIsClosedMeanwhileDoesNotGetIn() throws Exception {
        enrolled();
        facades.staff.ensure("other-" + email, "Other", PASSWORD, Set.of(Role.OWNER));
        clock.advance(STEP);
        SecondStep step = begun();
        StaffView me = facades.staff.find(id).orElseThrow();
        as(new SystemActor("test"), () -> facades.staff.update(id, me.version(), "Desk", Set.of(Role.OWNER), false));
        assertThat(facades.secondStep.answer(step.token(), new Code(code()), home))
                .isInstanceOf(Refused.class);
    }

    @Test
    void nothingIsChangedUnlessItIsConfirmedInThisSessionShortlyBefore() {
        SignedIn in = (SignedIn) facades.staffSignIn.signIn(email, PASSWORD, home);
        StaffSession me = session(in);
        refused("identity.not-confirmed", () -> facades.apps.begin(me));
        refused("identity.not-confirmed", () -> facades.passkeys.begin(me, SHOP));
        assertThat(facades.confirmation.confirm(me, "wrong", null)).isFalse();
        refused("identity.not-confirmed", () -> facades.apps.begin(me));
        assertThat(facades.confirmation.confirm(me, PASSWORD, null)).isTrue();
        AuthenticatorApps.Setup setup = facades.apps.begin(me);
        StaffSession elsewhere = session((SignedIn) facades.staffSignIn.signIn(email, PASSWORD, home));
        refused("identity.not-confirmed", () -> facades.apps.begin(elsewhere));
        // A set-up belongs to the session that began it, and waits as long as the confirmation counts.
        refused("identity.setup-too-old", () -> facades.apps.add(elsewhere, setup.sealed(), "000000"));
        clock.advance(FactorConfirmation.COUNTS_FOR.plusMillis(1));
        refused("identity.setup-too-old", () -> facades.apps.add(me, setup.sealed(), "000000"));
        assertThat(facades.secondFactors.of(id).isSet()).isFalse();
    }

    @Test
    void whoHasAFactorConfirmsWithIt() {
        StaffSession me = session(enrolled());
        clock.advance(FactorConfirmation.COUNTS_FOR.plusMillis(1));
        assertThat(facades.confirmation.confirm(me, PASSWORD, null)).isFalse();
        assertThat(facades.confirmation.confirm(me, PASSWORD, new Code("000000")))
                .isFalse();
        assertThat(facades.confirmation.confirm(me, "wrong", new Code(code()))).isFalse();
        assertThat(facades.confirmation.confirm(me, PASSWORD, new Code(code()))).isTrue();
        facades.apps.remove(me);
        assertThat(facades.secondFactors.of(id).isSet()).isFalse();
        assertThat(facades.secondFactors.of(id).recoveryCodes()).isZero();
        assertThat(published("APP_REMOVED")).isEqualTo(1);
    }

    @Test
    void confirmingCannotBeGuessedThroughASession() {
        StaffSession me = session(enrolled());
        // The tenth was the wrong first code of the app.
        for (int i = 0; i < 9; i++) {
            assertThat(facades.confirmation.confirm(me, PASSWORD, new Code("000000")))
                    .isFalse();
        }
        clock.advance(STEP);
        refused("identity.throttled", () -> facades.confirmation.confirm(me, PASSWORD, new Code(code())));
    }

    @Test
    void aChangeEndsOtherSessionsAndPendingSignIns() {
        SignedIn other = (SignedIn) facades.staffSignIn.signIn(email, PASSWORD, home);
        SignedIn mine = enrolled();
        assertThat(facades.sessions.resolve(SessionKind.STAFF, other.token())).isEmpty();
        assertThat(facades.sessions.resolve(SessionKind.STAFF, mine.token())).isPresent();
        SecondStep step = begun();
        List<String> renewed = facades.secondFactors.renewCodes(session(mine));
        assertThat(renewed).hasSize(10).doesNotContainAnyElementsOf(codes);
        assertThat(facades.secondStep.pending(step.token())).isEmpty();
        SecondStep again = begun();
        assertThat(facades.secondStep.answer(again.token(), new Recovery(codes.getLast()), home))
                .isInstanceOf(Refused.class);
        assertThat(facades.secondStep.answer(again.token(), new Recovery(renewed.getLast()), home))
                .isInstanceOf(SignedIn.class);
    }

    @Test
    void aPasskeySignsInAndItsChallengeIsGoodOnce() {
        SoftAuthenticator key = new SoftAuthenticator(true);
        SignedIn mine = withPasskey(key);
        assertThat(facades.secondFactors.of(id).passkeys())
                .extracting(PasskeyView::name)
                .containsExactly("Blue key");
        SecondStep step = begun();
        assertThat(facades.secondStep.request(step.token(), new RelyingParty("localhost", "http://localhost")))
                .isEmpty();
        byte[] challenge =
                challenge(facades.secondStep.request(step.token(), SHOP).orElseThrow());
        assertThat(facades.secondStep.answer(step.token(), new Passkey("{}", SHOP), home))
                .isInstanceOf(Refused.class);
        // The first answer has used the challenge up.
        assertThat(facades.secondStep.answer(step.token(), new Passkey(key.sign(challenge, SHOP), SHOP), home))
                .isInstanceOf(Refused.class);
        byte[] fresh = challenge(facades.secondStep.request(step.token(), SHOP).orElseThrow());
        String answer = key.sign(fresh, SHOP);
        assertThat(facades.secondStep.answer(step.token(), new Passkey(answer, SHOP), home))
                .isInstanceOf(SignedIn.class);
        assertThat(facades.secondFactors.of(id).passkeys().getFirst().lastUsedAt())
                .isEqualTo(clock.instant());
        SecondStep again = begun();
        facades.secondStep.request(again.token(), SHOP);
        assertThat(facades.secondStep.answer(again.token(), new Passkey(answer, SHOP), home))
                .isInstanceOf(Refused.class);
        assertThat(facades.sessions.resolve(SessionKind.STAFF, mine.token())).isPresent();
    }

    @Test
    void aChallengeExpiresAndBelongsToWhoAskedForIt() {
        SoftAuthenticator key = new SoftAuthenticator(true);
        withPasskey(key);
        SecondStep step = begun();
        SecondStep other = begun();
        byte[] challenge =
                challenge(facades.secondStep.request(step.token(), SHOP).orElseThrow());
        assertThat(facades.secondStep.answer(other.token(), new Passkey(key.sign(challenge, SHOP), SHOP), home))
                .isInstanceOf(Refused.class);
        clock.advance(PendingSteps.LIFE.minusSeconds(1));
        byte[] late = challenge(facades.secondStep.request(step.token(), SHOP).orElseThrow());
        clock.advance(Duration.ofSeconds(2));
        assertThat(facades.secondStep.answer(step.token(), new Passkey(key.sign(late, SHOP), SHOP), home))
                .isInstanceOf(Refused.class);
    }

    @Test
    void anotherMembersPasskeyOpensNothing() {
        SoftAuthenticator mallorys = new SoftAuthenticator(true);
        withPasskey(mallorys);
        String victim = "victim-" + email;
        UUID victimId = facades.staff.ensure(victim, "Victim", PASSWORD, Set.of(Role.OWNER));
        SignedIn theirs = (SignedIn) facades.staffSignIn.signIn(victim, PASSWORD, home);
        add(new StaffSession(victimId, victim, "Victim", theirs.sessionId()), new SoftAuthenticator(true));
        SecondStep step = (SecondStep) facades.staffSignIn.signIn(victim, PASSWORD, home);
        byte[] challenge =
                challenge(facades.secondStep.request(step.token(), SHOP).orElseThrow());
        assertThat(facades.secondStep.answer(step.token(), new Passkey(mallorys.sign(challenge, SHOP), SHOP), home))
                .isInstanceOf(Refused.class);
    }

    @Test
    void whoMayDoLessDoesNotTakeAFactorAway() throws Exception {
        SignedIn mine = enrolled();
        Set<Permission> most = new HashSet<>(SampleAccess.PERMISSIONS.all());
        most.remove(SamplePermissions.MAILBOX_REVEAL);
        for (Set<Permission> held : List.of(Set.of(AccessPermissions.STAFF_MANAGE), most)) {
            assertThatThrownBy(() -> as(new ApiClient(Ids.next(), "hr", held), () -> {
                        facades.removal.remove(id);
                        return true;
                    }))
                    .isInstanceOfSatisfying(
                            Failure.class, f -> assertThat(f.code()).isEqualTo("identity.beyond-your-rights"));
        }
        assertThat(facades.secondFactors.of(id).isSet()).isTrue();
        as(new ApiClient(Ids.next(), "owner", SampleAccess.PERMISSIONS.all()), () -> {
            facades.removal.remove(id);
            return true;
        });
        assertThat(facades.sessions.resolve(SessionKind.STAFF, mine.token())).isEmpty();
        assertThat(published("REMOVED_BY_OTHERS")).isEqualTo(1);
        assertThat(facades.audit.page(null, "staff:" + id, null, 9).items())
                .anyMatch(entry -> entry.action().equals("staff.second-factor-changed")
                        && entry.detail().toString().contains("REMOVED_BY_OTHERS"));
        assertThat(facades.staffSignIn.signIn(email, PASSWORD, home)).isInstanceOf(SignedIn.class);
    }

    @Test
    void neitherOnesOwnSessionNorOnesOwnKeyTakesItAwayWithoutPasswordAndFactor() throws Exception {
        SignedIn mine = enrolled();
        Actor me = facades.sessions.resolve(SessionKind.STAFF, mine.token()).orElseThrow();
        ApiKeys.Created key = as(me, () -> facades.keys.create("thief's", SampleAccess.PERMISSIONS.all(), null));
        Actor client = facades.keys.resolve(key.secret()).orElseThrow();
        for (Actor actor : List.of(me, client)) {
            refused("identity.own-factor", () -> CurrentActor.runAs(actor, () -> facades.removal.remove(id)));
        }
        assertThat(facades.secondFactors.of(id).isSet()).isTrue();
    }

    @Test
    void theCommandLineTakesItAwayOnlyWhenAsked() throws Exception {
        enrolled();
        facades.lostAccess.resetPassword(email, PASSWORD);
        assertThat(facades.secondFactors.of(id).isSet()).isTrue();
        as(new SystemActor("command-line"), () -> facades.lostAccess.resetWithSecondFactor(email, PASSWORD));
        assertThat(facades.secondFactors.of(id).isSet()).isFalse();
        assertThat(facades.staffSignIn.signIn(email, PASSWORD, home)).isInstanceOf(SignedIn.class);
    }

    @Test
    void whereOneIsRequiredASessionWithoutOneIsNoMemberOfStaff() {
        SampleAccess strict = new SampleAccess(postgres, postgres.database(), clock, SecondFactorPolicy.REQUIRED);
        SignedIn before = (SignedIn) strict.staffSignIn.signIn(email, PASSWORD, home);
        Actor limited =
                strict.sessions.resolve(SessionKind.STAFF, before.token()).orElseThrow();
        assertThat(limited).isInstanceOf(EnrollingStaff.class);
        assertThat(SampleAccess.PERMISSIONS.all()).noneMatch(limited::may);
        enrol(strict, before);
        assertThat(strict.sessions.resolve(SessionKind.STAFF, before.token()).orElseThrow())
                .isInstanceOf(Actor.Staff.class);
        refused("identity.last-factor", () -> strict.apps.remove(session(before)));
        assertThat(strict.secondFactors.of(id).isSet()).isTrue();
        clock.advance(STEP);
        SecondStep step = (SecondStep) strict.staffSignIn.signIn(email, PASSWORD, home);
        SignedIn in = (SignedIn) strict.secondStep.answer(step.token(), new Code(code()), home);
        assertThat(strict.sessions.resolve(SessionKind.STAFF, in.token()).orElseThrow())
                .isInstanceOf(Actor.Staff.class);
        strict.audit.close();
    }

    @Test
    void aSessionFromBeforeItWasRequiredIsLimited() {
        SignedIn before = (SignedIn) facades.staffSignIn.signIn(email, PASSWORD, home);
        SampleAccess strict = new SampleAccess(postgres, postgres.anotherNode(), clock, SecondFactorPolicy.REQUIRED);
        assertThat(strict.sessions.resolve(SessionKind.STAFF, before.token()).orElseThrow())
                .isInstanceOf(EnrollingStaff.class);
        strict.audit.close();
    }

    @Test
    void theDatabaseAloneRevealsNeitherSecretNorCode() {
        enrolled();
        byte[] kept = postgres.database()
                .sql()
                .sql("select secret from identity.totp where staff_id = ?")
                .param(id)
                .query(byte[].class)
                .single();
        assertThat(Base64.getEncoder().encodeToString(kept))
                .doesNotContain(Base64.getEncoder().encodeToString(secret));
        // Moved to somebody else's row it is worth nothing.
        UUID other = facades.staff.ensure("moved-" + email, "Moved", PASSWORD, Set.of(Role.OWNER));
        postgres.database()
                .sql()
                .sql("insert into identity.totp select ?, secret, 0, created_at from identity.totp where staff_id = ?")
                .params(other, id)
                .update();
        SecondStep step = (SecondStep) facades.staffSignIn.signIn("moved-" + email, PASSWORD, home);
        clock.advance(STEP);
        refused("identity.factor-key-missing", () -> facades.secondStep.answer(step.token(), new Code(code()), home));
    }

    /** A session in which an app was set up. */
    @Test
    void aKeyDoesNothingWhileAFactorIsRequiredThatItsOwnerDoesNotHave() throws Exception {
        SampleAccess strict = new SampleAccess(postgres, postgres.database(), clock, SecondFactorPolicy.REQUIRED);
        String secret = as(
                        new Actor.Staff(
                                id,
                                email,
                                "Desk",
                                Set.of(Role.OWNER),
                                SampleAccess.PERMISSIONS.of(Role.OWNER),
                                UUID.randomUUID()),
                        () -> facades.keys.create("erp", Set.of(SamplePermissions.ORDERS_READ), null))
                .secret();
        assertThat(facades.keys.resolve(secret).orElseThrow().scopes()).containsExactly(SamplePermissions.ORDERS_READ);
        assertThat(strict.keys.resolve(secret).orElseThrow().scopes()).isEmpty();

        enrolled();
        clock.advance(IdentitySettings.defaults().sessionCache().plusMillis(1));

        assertThat(strict.keys.resolve(secret).orElseThrow().scopes()).containsExactly(SamplePermissions.ORDERS_READ);
        strict.audit.close();
    }

    private SignedIn enrolled() {
        SignedIn in = (SignedIn) facades.staffSignIn.signIn(email, PASSWORD, home);
        enrol(facades, in);
        return in;
    }

    private void enrol(SampleAccess where, SignedIn in) {
        StaffSession me = session(in);
        assertThat(where.confirmation.confirm(me, PASSWORD, null)).isTrue();
        AuthenticatorApps.Setup setup = where.apps.begin(me);
        secret = decoded(setup.text());
        refused("identity.wrong-code", () -> where.apps.add(me, setup.sealed(), "000000"));
        codes = where.apps.add(me, setup.sealed(), code());
        assertThat(codes).hasSize(10);
    }

    private SignedIn withPasskey(SoftAuthenticator key) {
        SignedIn in = (SignedIn) facades.staffSignIn.signIn(email, PASSWORD, home);
        add(session(in), key);
        return in;
    }

    private void add(StaffSession me, SoftAuthenticator key) {
        assertThat(facades.confirmation.confirm(me, PASSWORD, null)).isTrue();
        byte[] challenge = challenge(facades.passkeys.begin(me, SHOP));
        assertThat(facades.passkeys.add(me, "Blue key", key.create(challenge, SHOP), SHOP))
                .hasSize(10);
        refused("identity.bad-passkey", () -> facades.passkeys.add(me, "Twice", key.create(challenge, SHOP), SHOP));
    }

    private SecondStep begun() {
        return (SecondStep) facades.staffSignIn.signIn(email, PASSWORD, home);
    }

    private StaffSession session(SignedIn in) {
        return new StaffSession(id, email, "Desk", in.sessionId());
    }

    private String code() {
        return Totp.code(secret, Totp.step(clock.instant()));
    }

    private long published(String change) {
        return facades.published("staff.second-factor-changed").stream()
                .filter(event -> event.contains(email) && event.contains(change))
                .count();
    }

    private long count(String table) {
        return postgres.database()
                .sql()
                .sql("select count(*) from identity." + table + " where staff_id = ?")
                .param(id)
                .query(Long.class)
                .single();
    }

    private static byte[] challenge(PasskeyRequest request) {
        return Base64.getUrlDecoder().decode(request.options().get("challenge").toString());
    }

    private static byte[] decoded(String base32) {
        java.math.BigInteger number = java.math.BigInteger.ZERO;
        for (char c : base32.toCharArray()) {
            number =
                    number.shiftLeft(5).or(java.math.BigInteger.valueOf("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".indexOf(c)));
        }
        byte[] bytes = number.toByteArray();
        byte[] secret = new byte[Totp.SECRET_BYTES];
        int length = Math.min(bytes.length, secret.length);
        System.arraycopy(bytes, bytes.length - length, secret, secret.length - length, length);
        return secret;
    }

    private static List<SignIn> atOnce(java.util.function.IntFunction<SignIn> attempt) throws Exception {
        try (ExecutorService all = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<SignIn>> asked = new ArrayList<>();
            for (int i = 0; i < 6; i++) {
                int number = i;
                asked.add(all.submit(() -> attempt.apply(number)));
            }
            List<SignIn> outcomes = new ArrayList<>();
            for (Future<SignIn> one : asked) {
                outcomes.add(one.get());
            }
            return outcomes;
        }
    }

    private static <T> T as(Actor actor, Callable<T> work) throws Exception {
        return CurrentActor.callAs(actor, work);
    }

    private static void refused(String code, Runnable work) {
        assertThatThrownBy(work::run)
                .isInstanceOfSatisfying(
                        Failure.class, failure -> assertThat(failure.code()).isEqualTo(code));
    }
}
