package io.peakday.access.factor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.peakday.audit.AuditKeys;
import io.peakday.kernel.Failure;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.Test;

class FactorKeysTest {
    private static final String OLD = "old:" + "A".repeat(43);
    private static final String NEW = "new:" + "B".repeat(42) + "A";
    private static final byte[] SECRET = "twenty secret bytes!".getBytes(StandardCharsets.ISO_8859_1);

    private final FactorKeys keys = new FactorKeys(AuditKeys.of(OLD, null));

    @Test
    void whatIsSealedIsOpenedByWhomItBelongsTo() {
        byte[] sealed = keys.seal(SECRET, "totp:anna");
        assertThat(new String(sealed, StandardCharsets.ISO_8859_1)).doesNotContain("secret");
        assertThat(keys.open(sealed, "totp:anna")).isEqualTo(SECRET);
        missing(keys, sealed, "totp:ben");
    }

    @Test
    void aChangedByteAShorterTextAndAnotherKeyAreRefused() {
        byte[] sealed = keys.seal(SECRET, "x");
        for (int i = 0; i < sealed.length; i++) {
            byte[] changed = sealed.clone();
            changed[i] ^= 1;
            missing(keys, changed, "x");
            missing(keys, java.util.Arrays.copyOf(sealed, i), "x");
        }
        missing(new FactorKeys(AuditKeys.of(NEW, null)), sealed, "x");
    }

    @Test
    void aNewKeyOpensWhatTheOneBeforeItSealed() {
        FactorKeys rotated = new FactorKeys(AuditKeys.of(OLD + "," + NEW, null));
        assertThat(rotated.open(keys.seal(SECRET, "x"), "x")).isEqualTo(SECRET);
        assertThat(rotated.hashes("ABCD", "anna"))
                .anyMatch(hash -> java.util.Arrays.equals(hash, keys.hash("ABCD", "anna")));
        missing(keys, rotated.seal(SECRET, "x"), "x");
    }

    @Test
    void recoveryCodesAreReadAsPeopleWriteThem() {
        List<String> codes = RecoveryCodes.fresh();
        assertThat(new HashSet<>(codes)).hasSize(RecoveryCodes.COUNT);
        assertThat(codes).allMatch(code -> code.matches("([A-Z2-7]{4}-){3}[A-Z2-7]{4}"));
        String code = codes.getFirst();
        assertThat(keys.hash(code.toLowerCase(java.util.Locale.ROOT).replace("-", " "), "anna"))
                .isEqualTo(keys.hash(code, "anna"));
        assertThat(keys.hash(code, "ben")).isNotEqualTo(keys.hash(code, "anna"));
        assertThat(RecoveryCodes.canonical("0l1 8")).isEqualTo("OLIB");
    }

    private static void missing(FactorKeys keys, byte[] sealed, String context) {
        assertThatThrownBy(() -> keys.open(sealed, context))
                .isInstanceOfSatisfying(
                        Failure.class, failure -> assertThat(failure.code()).isEqualTo("identity.factor-key-missing"));
    }
}
