package io.peakday.access.factor;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TotpTest {
    /** The secret of both RFCs' test vectors. */
    private static final byte[] RFC = "12345678901234567890".getBytes(StandardCharsets.US_ASCII);

    private static final Instant NOW = Instant.parse("2026-06-05T10:00:10Z");

    @ParameterizedTest
    @CsvSource({
        "0,755224", "1,287082", "2,359152", "3,969429", "4,338314",
        "5,254676", "6,287922", "7,162583", "8,399871", "9,520489"
    })
    void countsAsAppendixDOfRfc4226(long counter, String code) {
        assertThat(Totp.hotp(RFC, counter, 6)).isEqualTo(code);
    }

    @ParameterizedTest
    @CsvSource({
        "59,94287082",
        "1111111109,07081804",
        "1111111111,14050471",
        "1234567890,89005924",
        "2000000000,69279037",
        "20000000000,65353130"
    })
    void givesCodesAsAppendixBOfRfc6238(long seconds, String code) {
        assertThat(Totp.hotp(RFC, Totp.step(Instant.ofEpochSecond(seconds)), 8)).isEqualTo(code);
    }

    @ParameterizedTest
    @CsvSource({"'',''", "f,MY", "fo,MZXQ", "foo,MZXW6", "foob,MZXW6YQ", "fooba,MZXW6YTB", "foobar,MZXW6YTBOI"})
    void writesBase32AsRfc4648WithoutPadding(String text, String encoded) {
        assertThat(Base32.encode(text.getBytes(StandardCharsets.US_ASCII))).isEqualTo(encoded);
    }

    @Test
    void aPhoneMayBeOneStepOffAndNoMore() {
        long now = Totp.step(NOW);
        for (long off = -3; off <= 3; off++) {
            var found = Totp.match(RFC, Totp.code(RFC, now + off), NOW, 0);
            assertThat(found.isPresent()).as("%s steps off", off).isEqualTo(Math.abs(off) <= 1);
        }
    }

    @Test
    void aStepThatWasUsedAndWhatWasBeforeItCountNoMore() {
        long now = Totp.step(NOW);
        assertThat(Totp.match(RFC, Totp.code(RFC, now), NOW, now)).isEmpty();
        assertThat(Totp.match(RFC, Totp.code(RFC, now - 1), NOW, now)).isEmpty();
        assertThat(Totp.match(RFC, Totp.code(RFC, now + 1), NOW, now)).hasValue(now + 1);
    }

    @Test
    void spacesDoNotMatterAndAnythingElseDoes() {
        String code = Totp.code(RFC, Totp.step(NOW));
        assertThat(Totp.match(RFC, code.substring(0, 3) + " " + code.substring(3), NOW, 0))
                .isPresent();
        for (String wrong : new String[] {"", "x", code + "0", code.substring(1), "-" + code.substring(1), "١٢٣٤٥٦"}) {
            assertThat(Totp.match(RFC, wrong, NOW, 0)).as(wrong).isEmpty();
        }
    }

    @Test
    void theAddressForAnAppNamesIssuerAndAccount() {
        assertThat(Totp.uri("Peakday", "anna b@example.com", RFC))
                .isEqualTo("otpauth://totp/Peakday:anna%20b%40example.com?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"
                        + "&issuer=Peakday&algorithm=SHA1&digits=6&period=30");
        assertThat(Totp.newSecret()).hasSize(20);
    }
}
