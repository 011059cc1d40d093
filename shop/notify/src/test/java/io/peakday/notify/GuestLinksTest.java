package io.peakday.notify;

import static org.assertj.core.api.Assertions.assertThat;

import io.peakday.events.EventSettings;
import io.peakday.events.EventsModule;
import io.peakday.events.Outbox;
import io.peakday.identity.LinkTokens;
import io.peakday.mail.LinkRequest;
import io.peakday.testkit.SteppedClock;
import io.peakday.testkit.TestDatabase;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class GuestLinksTest {
    @RegisterExtension
    static final TestDatabase postgres = TestDatabase.with(EventsModule.SCHEMA);

    private final SteppedClock clock = new SteppedClock();
    private final LinkTokens tokens =
            LinkTokens.of(new Outbox(postgres.database(), clock, EventSettings.withPrefix("t.")));

    @Test
    void aLinkIsForOnePurposeAndOneAddressAndAGuestsIsTheSameEachTimeAndEnds() {
        LinkRequest request = tokens.request("reset");
        assertThat(tokens.token(request, "ANNA@example.com")).isEqualTo(tokens.token(request, "anna@example.com"));
        assertThat(tokens.token(request, "bert@example.com")).isNotEqualTo(tokens.token(request, "anna@example.com"));
        assertThat(tokens.token(new LinkRequest("undo", request.key(), request.id()), "anna@example.com"))
                .isNotEqualTo(tokens.token(request, "anna@example.com"));

        GuestLinks guests = new GuestLinks(tokens, clock);
        LinkRequest erase = guests.request(GuestRequests.Kind.ERASE);
        String token = guests.token(erase, "anna@example.com");
        clock.advance(Duration.ofHours(23));
        assertThat(guests.token(erase, "anna@example.com")).isEqualTo(token);
        assertThat(guests.read(token))
                .contains(new GuestRequests.Asked(erase.id(), GuestRequests.Kind.ERASE, "anna@example.com"));
        assertThat(token.length()).isLessThan(130);
        assertThat(new String(Base64.getUrlDecoder().decode(token), StandardCharsets.ISO_8859_1))
                .doesNotContain("anna");
        // The last one holds bits that mean nothing.
        for (int i = 0; i < token.length() - 1; i++) {
            char other = token.charAt(i) == 'A' ? 'B' : 'A';
            assertThat(guests.read(token.substring(0, i) + other + token.substring(i + 1)))
                    .as("character %s changed", i)
                    .isEmpty();
        }
        for (String none : List.of("", "A", "AAAA", "%", "A".repeat(123), "A".repeat(2_000), token + "A")) {
            assertThat(guests.read(none)).as(none).isEmpty();
        }
        clock.advance(Duration.ofHours(2));
        assertThat(guests.read(token)).isEmpty();
    }
}
