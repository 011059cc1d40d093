package io.peakday.server.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ReducedMotion;
import io.peakday.access.SecondFactors;
import io.peakday.access.StaffMembers;
import io.peakday.access.factor.Totp;
import io.peakday.identity.Role;
import io.peakday.server.whole.SharedNode;
import java.math.BigInteger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Second factors in a real browser; its passkeys lie in Chromium's virtual authenticator. */
class SecondFactorBrowserTest {
    @RegisterExtension
    static final SharedNode shop = new SharedNode();

    @RegisterExtension
    static final Browsers browsers = new Browsers();

    private static final String PASSWORD = "tulips under gravel";
    private static final String SECURITY = "/console/account/security";

    @Test
    void aMemberMakesAPasskeyAndSignsInWithIt() {
        UUID id = member("passkey@peakday.example");
        Visitor me = browsers.visitor(local());
        Page page = me.page();
        authenticator(page);
        signIn(me, "passkey@peakday.example");
        page.waitForURL("**/console");
        me.at(SECURITY).fills("Password", PASSWORD).presses("Confirm");
        assertThat(page.locator(".notice.good")).isVisible();
        me.looksRight().fills("Name of the new passkey", "Work laptop").presses("Add a passkey");
        assertThat(page.locator("[data-codes]")).isVisible();
        me.looksRight().follows("I have kept them");
        assertThat(page.locator("main")).containsText("Work laptop");
        assertThat(page.locator("main")).containsText("10 left");
        me.presses("Sign out");
        page.waitForURL("**/console/sign-in");

        signIn(me, "passkey@peakday.example");
        page.waitForURL("**/console/sign-in/step**");
        me.looksRight().presses("Use a passkey");
        page.waitForURL("**/console");
        SecondFactors factors = shop.bean(SecondFactors.class);
        assertThat(factors.of(id).passkeys())
                .singleElement()
                .satisfies(key -> assertThat(key.lastUsedAt()).isNotNull());

        // The same key confirms that it is the member who changes something.
        me.at(SECURITY).fills("Password", PASSWORD).presses("With a passkey");
        assertThat(page.locator(".notice.good")).isVisible();
        page.locator(".lines .ask > summary").first().click();
        me.presses("Remove it");
        assertThat(page.locator("main")).containsText("0 passkeys");
        assertThat(factors.of(id).isSet()).isFalse();
    }

    @Test
    void anotherKeyThanTheMembersIsNotAccepted() {
        member("other-key@peakday.example");
        Visitor me = browsers.visitor(local());
        Page page = me.page();
        CDPSession session = authenticator(page);
        signIn(me, "other-key@peakday.example");
        page.waitForURL("**/console");
        me.at(SECURITY).fills("Password", PASSWORD).presses("Confirm");
        me.fills("Name of the new passkey", "Lost key").presses("Add a passkey");
        assertThat(page.locator("[data-codes]")).isVisible();
        me.follows("I have kept them").presses("Sign out");
        session.detach();

        Visitor elsewhere = browsers.visitor(local());
        authenticator(elsewhere.page());
        signIn(elsewhere, "other-key@peakday.example");
        elsewhere.page().waitForURL("**/console/sign-in/step**");
        elsewhere.presses("Use a passkey");
        assertThat(elsewhere.page().locator("#toasts")).containsText("Nothing was signed");
        elsewhere.page().navigate("/console");
        assertThat(elsewhere.page().url()).contains("/console/sign-in");
    }

    @Test
    void anAppIsSetUpAndUsedWithoutScripts() {
        member("no-script@peakday.example");
        Visitor me = browsers.withoutScripts(local());
        Page page = me.page();
        signIn(me, "no-script@peakday.example");
        page.waitForURL("**/console");
        page.navigate(SECURITY);
        me.fills("Password", PASSWORD).presses("Confirm").presses("Set up an app");
        byte[] secret = secret(page.locator("[data-secret]").textContent());
        me.fills("Code that the app shows", code(secret, 0)).presses("Turn it on");
        assertThat(page.locator("[data-codes]")).isVisible();
        me.presses("Sign out");
        signIn(me, "no-script@peakday.example");
        page.waitForURL("**/console/sign-in/step**");
        me.fills("Code from your authenticator app", code(secret, 1)).presses("Sign in");
        page.waitForURL("**/console");
    }

    @Test
    void everyPageOfItKeepsTheRulesOnDeskAndPhoneInLightAndDark() {
        List<String> broken = new ArrayList<>();
        int number = 0;
        for (Visitor me : List.of(browsers.visitor(local()), browsers.onPhone(local()))) {
            String email = "rules" + number++ + "@peakday.example";
            member(email);
            Page page = me.page();
            signIn(me, email);
            page.waitForURL("**/console");
            page.navigate("/console/account");
            judge(page, broken);
            page.navigate(SECURITY);
            judge(page, broken);
            me.fills("Password", "wrong words here").presses("Confirm");
            judge(page, broken);
            me.fills("Password", PASSWORD).presses("Confirm");
            judge(page, broken);
            me.presses("Set up an app");
            byte[] secret = secret(page.locator("[data-secret]").textContent());
            me.fills("Code that the app shows", "000000").presses("Turn it on");
            judge(page, broken);
            me.fills("Code that the app shows", code(secret, 0)).presses("Turn it on");
            judge(page, broken);
            page.navigate(SECURITY);
            judge(page, broken);
            page.context().clearCookies();
            signIn(me, email);
            page.waitForURL("**/console/sign-in/step**");
            judge(page, broken);
            me.fills("Code from your authenticator app", "000000").presses("Sign in");
            page.getByText("Use a recovery code").click();
            judge(page, broken);
        }
        assertThat(broken).isEmpty();
    }

    private static void judge(Page page, List<String> broken) {
        page.waitForLoadState();
        String path = page.url();
        PageRules.broken(page).forEach(rule -> broken.add(path + ": " + rule));
        for (ColorScheme scheme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
            page.emulateMedia(
                    new Page.EmulateMediaOptions().setColorScheme(scheme).setReducedMotion(ReducedMotion.REDUCE));
            PageRules.tooPale(page).forEach(rule -> broken.add(path + " " + scheme + ": " + rule));
        }
    }

    private static UUID member(String email) {
        return shop.bean(StaffMembers.class).ensure(email, "Marta Example", PASSWORD, Set.of(Role.OWNER));
    }

    /** Passkeys are made for names, not for addresses in numbers. */
    private static String local() {
        return shop.url().replace("127.0.0.1", "localhost");
    }

    private static void signIn(Visitor me, String email) {
        me.page().navigate("/console/sign-in");
        me.fills("E-mail", email).fills("Password", PASSWORD);
        me.page()
                .getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Sign in"))
                .click();
    }

    private static CDPSession authenticator(Page page) {
        CDPSession session = page.context().newCDPSession(page);
        session.send("WebAuthn.enable");
        JsonObject options = new JsonObject();
        options.addProperty("protocol", "ctap2");
        options.addProperty("transport", "usb");
        options.addProperty("hasResidentKey", true);
        options.addProperty("hasUserVerification", true);
        options.addProperty("isUserVerified", true);
        options.addProperty("automaticPresenceSimulation", true);
        JsonObject asked = new JsonObject();
        asked.add("options", options);
        session.send("WebAuthn.addVirtualAuthenticator", asked);
        return session;
    }

    private static byte[] secret(String base32) {
        BigInteger number = BigInteger.ZERO;
        for (char c : base32.replace(" ", "").toCharArray()) {
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
