package io.peakday.waiting;

import io.peakday.engines.Database;
import java.util.UUID;

/** Giving a place up: before the opening it leaves the draw, afterwards its number is passed over. */
final class Leaving {
    private final Database database;
    private final RoomRows rows;
    private final PlaceRows places;
    private final RoomMemory memory;

    Leaving(Database database, RoomRows rows, PlaceRows places, RoomMemory memory) {
        this.database = database;
        this.rows = rows;
        this.places = places;
        this.memory = memory;
    }

    LeaveOutcome leave(UUID roomId, UUID customerId) {
        if (places.find(roomId, customerId).isEmpty()) {
            if (memory.line(roomId).isEmpty()) {
                throw Settling.notFound();
            }
            return new LeaveOutcome.NoPlace();
        }
        return database.transact(() -> {
            RoomRow row = rows.lock(roomId).orElseThrow(Settling::notFound);
            Place place = places.find(roomId, customerId).orElse(null);
            if (place == null) {
                return new LeaveOutcome.NoPlace();
            }
            if (place.early() && !row.frozen()) {
                places.withdraw(place);
                return new LeaveOutcome.Left();
            }
            long number = place.early() ? rank(place) : place.number();
            if (number < row.pointer().served()) {
                return new LeaveOutcome.AlreadyAdmitted();
            }
            places.leaveGap(place, number, row.gaps());
            return new LeaveOutcome.Left();
        });
    }

    /** From the draw in memory; from the database if it is not read yet. */
    private long rank(Place early) {
        long drawn = memory.line(early.roomId()).map(line -> line.drawn(early)).orElse(-1L);
        return drawn < 0 ? places.rank(early) : drawn;
    }
}
