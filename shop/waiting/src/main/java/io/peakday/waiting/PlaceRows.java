package io.peakday.waiting;

import io.peakday.engines.Database;
import java.util.Optional;
import java.util.UUID;

/** Finding places by their customers, and giving them up. */
final class PlaceRows {
    private final Database database;

    PlaceRows(Database database) {
        this.database = database;
    }

    /** The place that a customer has now. */
    Optional<Place> find(UUID roomId, UUID customerId) {
        return database.sql()
                .sql("select number from waiting.place where room_id = ? and customer_id = ? and not gone")
                .params(roomId, customerId)
                .query((row, n) -> {
                    long number = row.getLong(1);
                    return row.wasNull() ? Place.early(roomId, customerId) : Place.later(roomId, customerId, number);
                })
                .optional();
    }

    /** How many lots of the draw are smaller; only after the opening. Reads the room's places. */
    long rank(Place early) {
        return database.sql()
                .sql("""
                        select count(*) from waiting.place where room_id = ? and lot < (
                            select lot from waiting.place where room_id = ? and customer_id = ?)""")
                .params(early.roomId(), early.roomId(), early.customerId())
                .query(Long.class)
                .single();
    }

    /** Before the opening: the lot leaves the draw. Under the room's lock. */
    void withdraw(Place place) {
        database.sql()
                .sql("update waiting.place set gone = true, lot = null where room_id = ? and customer_id = ?")
                .params(place.roomId(), place.customerId())
                .update();
        database.sql()
                .sql("update waiting.room set early = early - 1, issued = issued - 1 where id = ?")
                .param(place.roomId())
                .update();
    }

    /** After the opening: the number stays, and is passed over. Under the room's lock. */
    void leaveGap(Place place, long number, long gapsBefore) {
        database.sql()
                .sql("update waiting.place set gone = true where room_id = ? and customer_id = ?")
                .params(place.roomId(), place.customerId())
                .update();
        database.sql()
                .sql("insert into waiting.gap (room_id, nth, number) values (?, ?, ?)")
                .params(place.roomId(), gapsBefore + 1, number)
                .update();
        database.sql()
                .sql("update waiting.room set gaps = ? where id = ?")
                .params(gapsBefore + 1, place.roomId())
                .update();
    }
}
