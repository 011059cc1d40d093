package io.peakday.waiting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.peakday.kernel.Failure;
import io.peakday.secrets.Signatures;
import io.peakday.testkit.TestDatabase;
import java.util.Base64;
import java.util.UUID;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class TicketsTest {
    @RegisterExtension
    static final TestDatabase postgres = TestDatabase.with(Stage.SCHEMAS);

    private final Tickets tickets = new Tickets(new Signatures(postgres.database(), "waiting"));
    private final UUID room = UUID.randomUUID();
    private final UUID customer = UUID.randomUUID();

    private static void refused(String code, ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        Failure.class, failure -> assertThat(failure.code()).isEqualTo(code));
    }

    @Test
    void everyNodeReadsWhatAnyNodeSigned() {
        Place later = Place.later(room, customer, 4_711);
        Place early = Place.early(room, customer);
        Tickets other = new Tickets(new Signatures(postgres.anotherNode(), "waiting"));
        assertThat(other.read(tickets.of(later), room, customer)).isEqualTo(later);
        assertThat(tickets.read(other.of(early), room, customer)).isEqualTo(early);
        assertThat(tickets.of(later)).hasSize(80).isEqualTo(other.of(later));
    }

    @Test
    void everyFlippedBitIsFound() {
        String ticket = tickets.of(Place.later(room, customer, 4_711));
        byte[] bytes = Base64.getUrlDecoder().decode(ticket);
        for (int bit = 0; bit < bytes.length * 8; bit++) {
            byte[] forged = bytes.clone();
            forged[bit / 8] ^= (byte) (1 << (bit % 8));
            refused(
                    "waiting.bad-ticket",
                    () -> tickets.read(Base64.getUrlEncoder().encodeToString(forged), room, customer));
        }
        for (int i = 0; i < ticket.length(); i++) {
            for (char c : new char[] {'A', 'b', '-', '=', '+', '\u00e9', ' '}) {
                if (ticket.charAt(i) != c) {
                    String forged = ticket.substring(0, i) + c + ticket.substring(i + 1);
                    refused("waiting.bad-ticket", () -> tickets.read(forged, room, customer));
                }
            }
        }
    }

    @Test
    void whatIsNoTicketIsRefused() {
        for (String text : new String[] {"", "x", "A".repeat(80), "A".repeat(100_000)}) {
            refused("waiting.bad-ticket", () -> tickets.read(text, room, customer));
        }
        Signatures signatures = new Signatures(postgres.database(), "waiting");
        refused("waiting.bad-ticket", () -> tickets.read(signatures.sign(new byte[42]), room, customer));
    }

    @Test
    void aTicketServesItsOwnerInItsRoomOnly() {
        String ticket = tickets.of(Place.early(room, customer));
        refused("waiting.ticket-of-another", () -> tickets.read(ticket, room, UUID.randomUUID()));
        refused("waiting.ticket-of-another-room", () -> tickets.read(ticket, UUID.randomUUID(), customer));
    }

    @Test
    void anotherStoresKeySignsNothingHere() {
        String ticket = tickets.of(Place.early(room, customer));
        postgres.database()
                .sql()
                .sql("update identity.secret set key = sha256(key) where name = 'waiting'")
                .update();
        Tickets elsewhere = new Tickets(new Signatures(postgres.database(), "waiting"));
        refused("waiting.bad-ticket", () -> elsewhere.read(ticket, room, customer));
    }
}
