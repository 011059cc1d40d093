package io.peakday.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Base64;
import java.util.Random;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SecretsTest {
    /** Thirty-two random bytes, as every token here is made. */
    private static final String TOKEN = "Zt3kQ0pVb7wX_9aLrN2mCyHs-E4uJfDg1iOo6KxRqTw";

    private static final String SHORT = "OPEN-9-SESAME";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://shop.example/reset?token=@",
                "<a href=\"https://shop.example/verify?x=1&amp;token=@\">go</a>",
                "{\"customerId\":\"1\",\"resetLink\":\"https://shop.example/r/@\",\"name\":\"Ann\"}",
                "{\"resetLink\" : \"https:\\/\\/shop.example\\/reset?token\\u003d@\"}",
                "cannot read {\\\"resetLink\\\":\\\"https://shop.example/r/@\\\"}",
                "PasswordResetRequested[customerId=1, resetLink=https://shop.example/reset?token=@]",
                "https://shop.example/x?next=%2Freset%3Ftoken%3D@",
                "https://files.example/a.png?X-Amz-Credential=k&X-Amz-Signature=@",
                "Authorization: Bearer @",
                "Bearer pk_@",
                "the key pk_@ was refused",
                "Cookie: peakday_session=@",
                "https://shop.example/undo/@",
                "card tok_@ declined",
                "{\"cardToken\":\"tok_@\"}"
            })
    void aTokenIsMaskedWhereverItStands(String text) {
        assertThat(Secrets.masked(text.replace("@", TOKEN)))
                .doesNotContain(TOKEN, TOKEN.substring(0, 12), TOKEN.substring(20))
                .contains(Secrets.MASK);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"accessCode\":\"@\"}",
                "{\"password\":\"@\"}",
                "{\"password\":\"a\\\"@\"}",
                "{\"smtp\":{\"password\": \"@\"}}",
                "password=@&name=Ann",
                "?code=@",
                "&sig=@",
                "{\"recoveryCodes\":\"@\"}",
                "peakday.identity.audit-secret=@"
            })
    void aShortSecretIsKnownByItsName(String text) {
        assertThat(Secrets.masked(text.replace("@", SHORT)))
                .doesNotContain(SHORT)
                .contains(Secrets.MASK);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
                "0198c0de-7a11-7000-8000-00000000abcd and 00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01",
                "at io.peakday.events.DurableConsumer.handle(DurableConsumer.java:118)",
                "{\"code\":\"events.bad-page\",\"key\":\"k-1\",\"scopes\":[\"STOCK_READ\"]}",
                "https://shop.example/products/desk-lamp-in-sage-with-a-very-long-name-of-40-characters?page=2",
                "an order PD-2026-AAAAA-AAAAA, 12.50 EUR",
                ""
            })
    void whatIsNoSecretStays(String text) {
        assertThat(Secrets.masked(text)).isEqualTo(text);
    }

    @Test
    void maskingTwiceIsMaskingOnce() {
        String once =
                Secrets.masked("{\"resetLink\":\"https://shop.example/reset?token=" + TOKEN + "\"} token=" + TOKEN);
        assertThat(Secrets.masked(once)).isEqualTo(once);
    }

    @Test
    void tokensAsTheyAreMadeAreFoundByTheirShapeAlone() {
        long seed = Long.getLong("peakday.test.seed", System.nanoTime() & Integer.MAX_VALUE);
        System.out.println("SecretsTest draws with -Dpeakday.test.seed=" + seed);
        Random random = new Random(seed);
        int missed = 0;
        for (int i = 0; i < 10_000; i++) {
            byte[] bytes = new byte[32];
            random.nextBytes(bytes);
            String token = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
            missed += Secrets.masked("see /x/" + token).contains(token) ? 1 : 0;
        }
        // Without any digit, which is (54/64)^43; such a one is still known by its name.
        assertThat(missed).isLessThan(40);
    }

    @Test
    void noTextMakesItSlow() {
        Assertions.assertTimeoutPreemptively(Duration.ofSeconds(20), () -> {
            for (String part : new String[] {"a-", "\\", "\"", "token", "\"token\":\"\\\\", "?", "A1b"}) {
                Secrets.masked(part.repeat(100_000));
            }
        });
    }
}
