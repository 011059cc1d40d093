package io.peakday.waiting;

import io.peakday.engines.Database;
import io.peakday.engines.SchemaMigration;
import io.peakday.identity.IdentityModule;
import io.peakday.kernel.Ids;
import io.peakday.testkit.SteppedClock;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

/** Waiting rooms on a database of the test, and short words for what tests do with them. */
final class Stage {
    static final SchemaMigration[] SCHEMAS = {IdentityModule.SCHEMA, WaitingModule.SCHEMA};

    final Database database;
    final SteppedClock clock = new SteppedClock();
    final WaitingRooms rooms;

    Stage(Database database) {
        this(database, WaitingSettings.defaults());
    }

    Stage(Database database, WaitingSettings settings) {
        this.database = database;
        this.rooms = new WaitingRooms(database, clock, settings);
    }

    /** The usual ones but for these. */
    static WaitingSettings settings(int maxPlaces, WaitingSettings.Challenge challenge) {
        WaitingSettings usual = WaitingSettings.defaults();
        return new WaitingSettings(
                usual.groupSize(),
                usual.maxWaiting(),
                maxPlaces,
                usual.maxRooms(),
                usual.advanceEvery(),
                usual.maxRemembered(),
                usual.maxStreams(),
                usual.keep(),
                usual.pruneEvery(),
                usual.polls(),
                challenge);
    }

    /** A room that is open already. */
    UUID open(double rate, int burst) {
        return room(Instant.now().minusSeconds(1), rate, burst);
    }

    /** A room that opens in an hour, unless {@link #opensNow}. */
    UUID planned(double rate, int burst) {
        return room(Instant.now().plus(Duration.ofHours(1)), rate, burst);
    }

    private UUID room(Instant opensAt, double rate, int burst) {
        UUID room = Ids.next();
        rooms.open(new RoomTerms(room, opensAt, rate, burst, opensAt.plus(Duration.ofHours(3))));
        return room;
    }

    /** As if the room opened a second ago by the database's clock. */
    void opensNow(UUID room) {
        database.sql().sql("""
                        update waiting.room set opens_at = clock_timestamp() - interval '1 second',
                            advanced_at = clock_timestamp() - interval '1 second' where id = ?""").param(room).update();
        rooms.advance();
    }

    /** As if so much time had gone by since somebody was let in; and lets in who is due. */
    void later(UUID room, Duration time) {
        database.sql()
                .sql("update waiting.room set advanced_at = advanced_at - make_interval(secs => ?) where id = ?")
                .params(time.toMillis() / 1e3, room)
                .update();
        rooms.advance();
    }

    void closesNow(UUID room) {
        database.sql()
                .sql("update waiting.room set closes_at = clock_timestamp() where id = ?")
                .param(room)
                .update();
        rooms.advance();
    }

    long served(UUID room) {
        return rooms.find(room).orElseThrow().served();
    }

    /** Joins and gives the place. */
    Place join(UUID room, UUID customer) {
        return switch (rooms.join(room, customer)) {
            case JoinOutcome.Joined(Place place) -> place;
            case JoinOutcome.AlreadyIn(Place place) -> place;
            case JoinOutcome other -> throw new AssertionError(other);
        };
    }

    UUID joined(UUID room) {
        UUID customer = UUID.randomUUID();
        join(room, customer);
        return customer;
    }

    Standing standing(UUID room, UUID customer) {
        return rooms.standing(room, customer);
    }

    /** How many are before; -1 for who does not wait. */
    long position(UUID room, UUID customer) {
        return standing(room, customer) instanceof Standing.Waiting(long position, Duration left) ? position : -1;
    }
}
