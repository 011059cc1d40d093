package io.peakday.waiting;

import java.util.UUID;

/**
 * A customer's place in a room.
 *
 * @param early came before the opening: the rank is the lot's, and known from the opening on
 * @param number of who came later: how many places were given out before; 0 for an early one
 */
public record Place(UUID roomId, UUID customerId, boolean early, long number) {
    static Place early(UUID roomId, UUID customerId) {
        return new Place(roomId, customerId, true, 0);
    }

    static Place later(UUID roomId, UUID customerId, long number) {
        return new Place(roomId, customerId, false, number);
    }
}
