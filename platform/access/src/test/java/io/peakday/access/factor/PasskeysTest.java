package io.peakday.access.factor;

import static org.assertj.core.api.Assertions.assertThat;

import io.peakday.access.factor.Passkeys.Credential;
import org.junit.jupiter.api.Test;

class PasskeysTest {
    private static final RelyingParty SHOP = new RelyingParty("shop.example", "https://shop.example");
    private static final RelyingParty EVIL = new RelyingParty("evil.example", "https://evil.example");

    private final Passkeys passkeys = new Passkeys();
    private final SoftAuthenticator device = new SoftAuthenticator(true);
    private final byte[] challenge = Passkeys.newChallenge();

    @Test
    void aNewPasskeySignsAndCounts() {
        Credential made = made();
        assertThat(made.id()).isEqualTo(device.id());
        assertThat(made.signCount()).isEqualTo(1);
        String answer = device.sign(challenge, SHOP);
        assertThat(passkeys.signer(answer)).hasValue(device.id());
        assertThat(passkeys.verify(answer, challenge, SHOP, made)).hasValue(2L);
    }

    @Test
    void anAnswerToAnotherChallengeOriginOrHostIsNone() {
        Credential made = made();
        byte[] other = Passkeys.newChallenge();
        assertThat(passkeys.register(device.create(other, SHOP), challenge, SHOP))
                .isEmpty();
        assertThat(passkeys.register(device.create(challenge, EVIL), challenge, SHOP))
                .isEmpty();
        assertThat(passkeys.register(device.sign(challenge, SHOP), challenge, SHOP))
                .isEmpty();
        assertThat(passkeys.verify(device.sign(other, SHOP), challenge, SHOP, made))
                .isEmpty();
        assertThat(passkeys.verify(device.sign(challenge, EVIL), challenge, SHOP, made))
                .isEmpty();
        assertThat(passkeys.verify(device.sign(challenge, SHOP, EVIL.origin()), challenge, SHOP, made))
                .isEmpty();
        assertThat(passkeys.verify(device.create(challenge, SHOP), challenge, SHOP, made))
                .isEmpty();
    }

    @Test
    void anotherKeysSignatureIsNone() {
        Credential made = made();
        SoftAuthenticator other = new SoftAuthenticator(true);
        Credential foreign = passkeys.register(other.create(challenge, SHOP), challenge, SHOP)
                .orElseThrow();
        Credential mixed = new Credential(made.id(), foreign.credential(), 0, false);
        assertThat(passkeys.verify(device.sign(challenge, SHOP), challenge, SHOP, mixed))
                .isEmpty();
    }

    @Test
    void aCountThatDoesNotRiseIsACopy() {
        Credential made = made();
        device.countAgainFrom(0);
        assertThat(passkeys.verify(device.sign(challenge, SHOP), challenge, SHOP, made))
                .isEmpty();
    }

    @Test
    void aKeyThatDoesNotCountIsAccepted() {
        SoftAuthenticator plain = new SoftAuthenticator(false);
        Credential made = passkeys.register(plain.create(challenge, SHOP), challenge, SHOP)
                .orElseThrow();
        assertThat(passkeys.verify(plain.sign(challenge, SHOP), challenge, SHOP, made))
                .hasValue(0L);
        assertThat(passkeys.verify(plain.sign(challenge, SHOP), challenge, SHOP, made))
                .hasValue(0L);
    }

    @Test
    void rubbishIsNoAnswer() {
        Credential made = made();
        for (String rubbish :
                new String[] {"", "null", "{}", "[]", "{\"id\":1}", "{\"response\":{}}", "x".repeat(20_000)}) {
            assertThat(passkeys.register(rubbish, challenge, SHOP)).as(rubbish).isEmpty();
            assertThat(passkeys.signer(rubbish)).as(rubbish).isEmpty();
            assertThat(passkeys.verify(rubbish, challenge, SHOP, made))
                    .as(rubbish)
                    .isEmpty();
        }
    }

    @Test
    void theHostIsTheStoresOwnOrTheMachineInFrontOfOne() {
        assertThat(RelyingParty.of("https://shop.example", "http", "10.0.0.7", 8080))
                .hasValue(SHOP);
        assertThat(RelyingParty.of("https://Shop.Example:8443/", "https", "evil.example", 443))
                .hasValue(new RelyingParty("shop.example", "https://shop.example:8443"));
        assertThat(RelyingParty.of("https://shop.example", "http", "LOCALHOST", 8181))
                .hasValue(new RelyingParty("localhost", "http://localhost:8181"));
        assertThat(RelyingParty.of("http://localhost:8080", "http", "127.0.0.1", 8080))
                .hasValue(new RelyingParty("localhost", "http://localhost:8080"));
        assertThat(RelyingParty.of("http://shop.example", "http", "shop.example", 80))
                .isEmpty();
        assertThat(RelyingParty.of("https://192.0.2.1", "https", "192.0.2.1", 443))
                .isEmpty();
        assertThat(RelyingParty.of("https://[2001:db8::1]", "https", "[2001:db8::1]", 443))
                .isEmpty();
    }

    private Credential made() {
        return passkeys.register(device.create(challenge, SHOP), challenge, SHOP)
                .orElseThrow();
    }
}
