package io.peakday.access.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.peakday.access.SampleOperator;
import io.peakday.access.SecondFactorView;
import io.peakday.access.SecondFactors;
import io.peakday.access.StaffMembers;
import io.peakday.access.StaffView;
import io.peakday.access.factor.Totp;
import io.peakday.identity.Role;
import io.peakday.testkit.TestDatabase;
import io.peakday.testnode.TestNode;
import java.math.BigInteger;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Second factors on the console's pages, without a script. */
class SecondFactorPagesTest {
    private static final Pattern KEY = Pattern.compile("data-secret>([A-Z2-7 ]+)<");
    private static final Pattern CODE = Pattern.compile("\\b([A-Z2-7]{4}-){3}[A-Z2-7]{4}\\b");
    private static final String SECURITY = "/console/account/security";

    @RegisterExtension
    static final TestDatabase postgres = TestDatabase.with(SampleOperator.WIRING.schemas());

    private static TestNode store;
    private static TestNode strict;

    @BeforeAll
    static void open() {
        store = SampleOperator.WIRING.open(postgres);
        strict = SampleOperator.WIRING
                .setting("peakday.identity.second-factor", "required")
                .open(postgres);
    }

    @AfterAll
    static void close() {
        strict.close();
        store.close();
    }

    @Test
    void aMemberSetsAnAppUpAndSignsInWithItsCodes() throws Exception {
        String email = member("app@peakday.example");
        SampleOperator me = new SampleOperator(store.url()).signedIn(email);
        assertThat(me.get("/console/account").body()).contains("Set one up", SECURITY);
        assertThat(me.post(SECURITY + "/app", Map.of()).statusCode()).isEqualTo(409);
        assertThat(me.post(SECURITY + "/confirm", Map.of("password", "wrong words here"))
                        .body())
                .contains("This is not your password.");
        assertThat(me.post(SECURITY + "/confirm", Map.of("password", SampleOperator.PASSWORD))
                        .body())
                .contains("Set up an app");
        HttpResponse<String> setup = me.post(SECURITY + "/app", Map.of());
        assertThat(setup.body())
                .contains("<svg class=\"qr\"", "autocomplete=\"one-time-code\"", "inputmode=\"numeric\"");
        byte[] secret = secret(setup);
        String sealed = SampleOperator.hidden(setup, "setup");
        HttpResponse<String> wrong = me.post(SECURITY + "/app/confirm", Map.of("setup", sealed, "code", "000000"));
        assertThat(wrong.statusCode()).isEqualTo(400);
        assertThat(secret(wrong)).isEqualTo(secret);
        HttpResponse<String> on = me.post(
                SECURITY + "/app/confirm",
                Map.of("setup", SampleOperator.hidden(wrong, "setup"), "code", code(secret, 0)));
        List<String> codes = codes(on);
        assertThat(codes).hasSize(10);
        assertThat(on.body()).contains("They are shown only now", "download=\"peakday-recovery-codes.txt\"");
        assertThat(codes(me.get(SECURITY))).isEmpty();

        SampleOperator again = new SampleOperator(store.url()).signedIn(email);
        HttpResponse<String> step = again.get("/console/sign-in/step?next=/console/account");
        assertThat(step.body()).contains("Second step", "one-time-code", "recovery code");
        assertThat(again.get("/console/account").uri().getPath()).isEqualTo("/console/sign-in");
        assertThat(again.post("/console/sign-in/step", Map.of("code", "000000")).statusCode())
                .isEqualTo(401);
        assertThat(again.post("/console/sign-in/step", Map.of()).statusCode()).isEqualTo(422);
        HttpResponse<String> in =
                again.post("/console/sign-in/step", Map.of("code", code(secret, 1), "next", "/console/account"));
        assertThat(in.uri().getPath()).isEqualTo("/console/account");
        assertThat(in.body()).contains("your authenticator app");
        assertThat(again.get("/console/sign-in/step").uri().getPath()).isEqualTo("/console");

        SampleOperator recovered = new SampleOperator(store.url()).signedIn(email);
        assertThat(recovered
                        .post("/console/sign-in/step", Map.of("recovery", codes.getFirst()))
                        .uri()
                        .getPath())
                .isEqualTo("/console");
        SampleOperator twice = new SampleOperator(store.url()).signedIn(email);
        assertThat(twice.post("/console/sign-in/step", Map.of("recovery", codes.getFirst()))
                        .statusCode())
                .isEqualTo(401);
    }

    @Test
    void theStaffPageShowsWhoHasOneAndAnOwnerTakesItAway() throws Exception {
        String email = member("lost@peakday.example");
        SampleOperator lost = new SampleOperator(store.url()).signedIn(email);
        enrol(lost);
        SampleOperator owner = SampleOperator.of(store, Role.OWNER);
        StaffView member = found(email);
        assertThat(member.secondFactor()).isTrue();
        assertThat(owner.get("/console/staff").body())
                .contains("Second factor", "/console/staff/" + member.id() + "/second-factor/remove");
        HttpResponse<String> removed = owner.post("/console/staff/" + member.id() + "/second-factor/remove", Map.of());
        assertThat(removed.body()).contains("The second factor is removed");
        assertThat(lost.get("/console/account").uri().getPath()).isEqualTo("/console/sign-in");
        SecondFactorView left = store.get(SecondFactors.class).of(member.id());
        assertThat(left.isSet()).isFalse();
        assertThat(left.recoveryCodes()).isZero();
    }

    @Test
    void whereOneIsRequiredNothingOpensBeforeItIsSetUp() throws Exception {
        String email = member("strict@peakday.example");
        SampleOperator me = new SampleOperator(strict.url()).signedIn(email);
        assertThat(me.get("/console/staff").uri().getPath()).isEqualTo(SECURITY);
        assertThat(me.get("/console/account").body())
                .contains("Set up a second factor")
                .doesNotContain("class=\"rail");
        HttpResponse<String> on = enrol(me);
        assertThat(codes(on)).hasSize(10);
        assertThat(me.get("/console/staff").uri().getPath()).isEqualTo("/console/staff");
        assertThat(me.post(SECURITY + "/app/remove", Map.of()).statusCode()).isEqualTo(409);
    }

    @Test
    void aMemberWhoMustSetOneUpCanSignOut() throws Exception {
        SampleOperator me = new SampleOperator(strict.url()).signedIn(member("leaves@peakday.example"));
        assertThat(me.post("/console/sign-out", Map.of()).uri().getPath()).isEqualTo("/console/sign-in");
        assertThat(me.get("/console/account").uri().getPath()).isEqualTo("/console/sign-in");
    }

    private static HttpResponse<String> enrol(SampleOperator me) throws Exception {
        me.post(SECURITY + "/confirm", Map.of("password", SampleOperator.PASSWORD));
        HttpResponse<String> setup = me.post(SECURITY + "/app", Map.of());
        return me.post(
                SECURITY + "/app/confirm",
                Map.of("setup", SampleOperator.hidden(setup, "setup"), "code", code(secret(setup), 0)));
    }

    private static String member(String email) {
        store.get(StaffMembers.class)
                .ensure(email, "Member " + email.charAt(0), SampleOperator.PASSWORD, java.util.Set.of(Role.OWNER));
        return email;
    }

    private static StaffView found(String email) {
        return store.get(StaffMembers.class).list().stream()
                .filter(member -> member.email().equals(email))
                .findFirst()
                .orElseThrow();
    }

    private static List<String> codes(HttpResponse<String> page) {
        List<String> codes = new ArrayList<>();
        int at = page.body().indexOf("data-codes");
        Matcher found =
                CODE.matcher(at < 0 ? "" : page.body().substring(at, page.body().indexOf("</pre>", at)));
        while (found.find()) {
            codes.add(found.group());
        }
        return codes;
    }

    private static byte[] secret(HttpResponse<String> page) {
        Matcher found = KEY.matcher(page.body());
        assertThat(found.find()).isTrue();
        BigInteger number = BigInteger.ZERO;
        for (char c : found.group(1).replace(" ", "").toCharArray()) {
            number = number.shiftLeft(5).or(BigInteger.valueOf("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".indexOf(c)));
        }
        byte[] bytes = number.toByteArray();
        byte[] padded = new byte[Totp.SECRET_BYTES + bytes.length];
        System.arraycopy(bytes, 0, padded, Totp.SECRET_BYTES, bytes.length);
        return Arrays.copyOfRange(padded, padded.length - Totp.SECRET_BYTES, padded.length);
    }

    /** The code of so many steps from now: one that is to come is accepted, too, so that nobody has to wait for it. */
    private static String code(byte[] secret, int later) {
        return Totp.code(secret, Totp.step(Instant.now()) + later);
    }
}
