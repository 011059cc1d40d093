package io.peakday.secrets;

import static org.assertj.core.api.Assertions.assertThat;

import io.peakday.kernel.Checks;
import io.peakday.kernel.Failure;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which passwords are refused is decided by lists and rules, and few others are. */
class PasswordPolicyTest {
    private final PasswordPolicy policy = new PasswordPolicy("https://moonlight-books.example");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "aaaaaaaaaa", "peakday123", "Peakday2026!", "p34kd4y!!", "password", "Passw0rd", "p@ssw0rd1",
                        "iloveyou",
                "Summer2026", "letmein1", "trustno1", "qwertyuiop", "qwertzuiop", "azertyuiop", "1q2w3e4r", "1qaz2wsx",
                "12345678", "87654321", "abcdefgh", "abcabcabc", "abababab", "aaaabbbb", "aaabbbccc", "qwerty1234",
                "moonlight1", "grace.hopper", "hopper1906", "gracehopper99", "example123", "11111111", "zaq12wsx",
                        "dragon12"
            })
    void whatAnybodyWouldTryIsRefused(String password) {
        assertThat(refusal(password)).as(password).isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "trustno1trustno1",
                "trustno1-trustno1",
                "dragon dragon dragon",
                "Trustno1Trustno1!",
                "pässword123",
                "pa\u0308ssword123",
                "\u200bpassword123",
                "pass\u00adword123",
                "pass\u034fword123",
                "\uff50\uff41\uff53\uff53\uff57\uff4f\uff52\uff44",
                "péákdãy2026",
                "hôpper1906",
                "áàâäãåāă",
                "\u200bmoonlight1"
            })
    void whatOnlyLooksDifferentIsRefused(String password) {
        assertThat(refusal(password)).as(password).isNotEmpty();
    }

    @Test
    void whatNobodySeesDoesNotMakeAPasswordLonger() {
        assertThat(refusal("vJ8#k" + "\u200b".repeat(20))).isEqualTo("length");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "correct horse battery",
                "the owner's new passphrase",
                "vJ8#kq2Lw",
                "ungewöhnlich-mürrisch",
                "xkqzvbnw71",
                "tulips under gravel",
                "πολύ δύσκολο μυστικό",
                "密码密码很长很难猜到",
                "मेरा गुप्त संकेत",
                "아주 어려운 비밀 문장",
                "vJ8#kq2LwvJ8#kq2Lw"
            })
    void whatNobodyWouldTryIsNot(String password) {
        assertThat(refusal(password)).as(password).isEmpty();
    }

    @Test
    void lengthIsTheFirstRule() {
        assertThat(refusal("short")).isEqualTo("length");
        assertThat(refusal("x".repeat(129))).isEqualTo("length");
        assertThat(refusal(null)).isEqualTo("length");
    }

    @Test
    void theShippedListIsWrongAboutAtMostOneWordInFiveThousand() {
        CommonPasswords shipped = CommonPasswords.shipped();
        assertThat(shipped.size()).isGreaterThan(50_000);
        // Always the same: how often the list is wrong is counted once, not drawn.
        Random random = new Random(9);
        int wrong = 0;
        for (int i = 0; i < 1_000_000; i++) {
            // Longer and odder than any word of a list.
            wrong += shipped.contains("~" + Long.toHexString(random.nextLong()) + "~") ? 1 : 0;
        }
        assertThat(wrong).isLessThan(200);
    }

    private String refusal(String password) {
        try {
            policy.check(new Checks(), "password", password, "grace.hopper@example.com", "Grace Hopper")
                    .orThrow("test", "test");
            return "";
        } catch (Failure failure) {
            return failure.fields().getFirst().code();
        }
    }
}
