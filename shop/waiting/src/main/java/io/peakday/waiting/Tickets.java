package io.peakday.waiting;

import io.peakday.kernel.Failure;
import io.peakday.secrets.Signatures;
import java.nio.ByteBuffer;
import java.util.UUID;

/**
 * A place as a text that its owner carries: checked without the database, and of no use to anybody else. 80 characters. It does
 * not hold the lot, so before the opening it reveals nothing to anybody.
 */
final class Tickets {
    private static final byte KIND = 'T';
    private static final int BYTES = 42;

    private final Signatures signatures;

    Tickets(Signatures signatures) {
        this.signatures = signatures;
    }

    String of(Place place) {
        ByteBuffer content = ByteBuffer.allocate(BYTES).put(KIND);
        put(content, place.roomId());
        put(content, place.customerId());
        content.put((byte) (place.early() ? 1 : 0)).putLong(place.number());
        return signatures.sign(content.array());
    }

    /** @throws Failure {@code waiting.bad-ticket}, {@code waiting.ticket-of-another-room}, {@code waiting.ticket-of-another} */
    Place read(String ticket, UUID roomId, UUID customerId) {
        ByteBuffer content = ByteBuffer.wrap(signatures.open(ticket, BYTES).orElseThrow(Tickets::bad));
        if (content.get() != KIND) {
            throw bad();
        }
        UUID room = uuid(content);
        UUID customer = uuid(content);
        if (!room.equals(roomId)) {
            throw Failure.forbidden("waiting.ticket-of-another-room", "This ticket is for another waiting room.");
        }
        if (!customer.equals(customerId)) {
            throw Failure.forbidden(
                    "waiting.ticket-of-another", "This ticket is another customer's; ask without it to find your own.");
        }
        return new Place(room, customer, content.get() == 1, content.getLong());
    }

    private static Failure bad() {
        return Failure.invalid("waiting.bad-ticket", "This is not a ticket of ours; ask without it to find yours.");
    }

    static void put(ByteBuffer to, UUID id) {
        to.putLong(id.getMostSignificantBits()).putLong(id.getLeastSignificantBits());
    }

    static UUID uuid(ByteBuffer from) {
        return new UUID(from.getLong(), from.getLong());
    }
}
