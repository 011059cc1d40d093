package io.peakday.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.peakday.testkit.TestDatabase;
import java.util.Base64;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class SessionTokensTest {
    /** Where no key was needed yet. */
    @RegisterExtension
    static final TestDatabase untouched = TestDatabase.with(IdentityModule.SCHEMA);

    @RegisterExtension
    static final TestDatabase postgres = TestDatabase.with(IdentityModule.SCHEMA);

    private final SessionTokens tokens = new SessionTokens(postgres.database());
    private final UUID owner = UUID.randomUUID();

    @Test
    void everyNodeReadsWhoseTokenItIsAndOfWhichKind() {
        String token = tokens.create(SessionKind.CUSTOMER, owner);
        assertThat(token).hasSize(72).isNotEqualTo(tokens.create(SessionKind.CUSTOMER, owner));
        SessionTokens elsewhere = new SessionTokens(postgres.anotherNode());
        assertThat(elsewhere.owner(SessionKind.CUSTOMER, token)).contains(owner);
        assertThat(elsewhere.owner(SessionKind.STAFF, token)).isEmpty();
    }

    @Test
    void everyFlippedBitAndEveryOtherTextIsNobodys() {
        byte[] bytes = Base64.getUrlDecoder().decode(tokens.create(SessionKind.STAFF, owner));
        for (int bit = 0; bit < bytes.length * 8; bit++) {
            byte[] forged = bytes.clone();
            forged[bit / 8] ^= (byte) (1 << (bit % 8));
            assertThat(tokens.owner(SessionKind.STAFF, Base64.getUrlEncoder().encodeToString(forged)))
                    .isEmpty();
        }
        for (String text : new String[] {"", "x", "A".repeat(72), "\u00e9".repeat(72), "A".repeat(100_000)}) {
            assertThat(tokens.owner(SessionKind.STAFF, text)).isEmpty();
        }
        assertThat(tokens.owner(SessionKind.STAFF, null)).isEmpty();
    }

    @Test
    void aKeyThatIsNeededFirstInATransactionThatComesToNothingIsKept() {
        SessionTokens first = new SessionTokens(untouched.database());
        String[] token = new String[1];
        assertThatThrownBy(() -> untouched.database().run(() -> {
                    token[0] = first.create(SessionKind.CUSTOMER, owner);
                    throw new IllegalStateException("it comes to nothing");
                }))
                .hasMessage("it comes to nothing");
        assertThat(new SessionTokens(untouched.anotherNode()).owner(SessionKind.CUSTOMER, token[0]))
                .contains(owner);
    }
}
