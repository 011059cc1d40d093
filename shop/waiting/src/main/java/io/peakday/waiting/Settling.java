package io.peakday.waiting;

import io.peakday.engines.Database;
import io.peakday.kernel.Checks;
import io.peakday.kernel.Failure;
import java.time.Instant;
import java.util.UUID;
import java.util.function.Consumer;

/**
 * Changes of a room's terms, under the lock of its row: what was earned until then is let in by the old terms, and whatever is
 * decided later, on any node, is decided by the new ones.
 */
final class Settling {
    private static final int MOST_DIFFICULTY = 30;

    private final Database database;
    private final RoomRows rows;

    Settling(Database database, RoomRows rows) {
        this.database = database;
        this.rows = rows;
    }

    void open(RoomTerms terms) {
        terms.check();
        database.run(() -> {
            if (!rows.put(terms)) {
                RoomRow present = rows.find(terms.roomId()).orElseThrow(Settling::notFound);
                boolean same = present.opensAt().equals(terms.opensAt())
                        && present.closesAt().equals(terms.closesAt())
                        && present.pointer().rate() == terms.admissionsPerSecond()
                        && present.pointer().burst() == terms.burst();
                if (!same) {
                    throw Failure.conflict(
                            "waiting.already-open",
                            "This waiting room is open; its rate and closing can be changed, its opening cannot.");
                }
            }
        });
    }

    void changeRate(UUID id, double admissionsPerSecond, int burst) {
        change(id, row -> {
            new RoomTerms(id, row.opensAt(), admissionsPerSecond, burst, row.closesAt()).check();
            Pointer now = row.pointer().at(admissionsPerSecond, burst);
            rows.settle(
                    id,
                    row.frozen()
                            ? now
                            : new Pointer(now.issued(), now.served(), burst, now.rate(), burst, now.advancedAt()));
        });
    }

    void pause(UUID id) {
        change(id, row -> rows.setPaused(id, true));
    }

    /** The time of the pause earned nothing. */
    void resume(UUID id) {
        change(id, row -> {
            if (row.paused() && row.now().isAfter(row.pointer().advancedAt())) {
                Pointer was = row.pointer();
                rows.settle(
                        id, new Pointer(was.issued(), was.served(), was.credit(), was.rate(), was.burst(), row.now()));
            }
            rows.setPaused(id, false);
        });
    }

    void close(UUID id) {
        change(id, row -> rows.close(id));
    }

    void closeAt(UUID id, Instant closesAt) {
        change(id, row -> {
            new RoomTerms(id, row.opensAt(), row.pointer().rate(), row.pointer().burst(), closesAt).check();
            rows.setClosesAt(id, closesAt);
        });
    }

    void setDifficulty(UUID id, int difficulty) {
        new Checks()
                .range("difficulty", difficulty, 0, MOST_DIFFICULTY)
                .orThrow("waiting.bad-difficulty", "This is no difficulty.");
        change(id, row -> rows.setDifficulty(id, difficulty));
    }

    private void change(UUID id, Consumer<RoomRow> change) {
        database.run(() -> {
            RoomRow row = rows.lock(id).orElseThrow(Settling::notFound);
            if (row.frozen() && !row.paused() && !row.closedAt(row.now())) {
                Gaps gaps = Gaps.NONE.and(rows.gaps(id, 0, row.gaps()));
                row = row.with(row.pointer().at(row.now(), gaps));
                rows.settle(id, row.pointer());
            }
            change.accept(row);
        });
    }

    static Failure notFound() {
        return Failure.notFound("waiting.not-found", "There is no such waiting room.");
    }
}
