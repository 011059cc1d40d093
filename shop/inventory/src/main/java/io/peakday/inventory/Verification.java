package io.peakday.inventory;

import io.peakday.engines.Database;
import io.peakday.inventory.VerifyReport.Difference;
import io.peakday.inventory.VerifyReport.What;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * Recomputes what should be from the ledger and compares. One statement, so one snapshot: sales that go on meanwhile are seen
 * whole or not at all, and nothing is locked. It reads everything, so it is for an operator or a nightly job.
 */
final class Verification {
    private static final String COMPARE = """
            with by_place as (
                select variant_id, location_id, sum(on_hand_delta) as on_hand, sum(reserved_delta) as reserved
                from inventory.ledger group by variant_id, location_id
            ), by_reservation as (
                select reference as reservation_id, variant_id, location_id,
                    -sum(on_hand_delta) as sold, sum(reserved_delta) as held
                from inventory.ledger where kind in ('RESERVE', 'CONFIRM', 'RELEASE', 'EXPIRE')
                group by reference, variant_id, location_id
            ), standing as (
                select l.reservation_id, l.variant_id, l.location_id,
                    case r.state when 'HELD' then l.quantity else 0 end as held,
                    case r.state when 'CONFIRMED' then l.quantity else 0 end as sold
                from inventory.reservation_line l join inventory.reservation r on r.id = l.reservation_id
            ), held as (
                select variant_id, location_id, sum(held) as held from standing group by variant_id, location_id
            ), compared as (
                select 'ON_HAND' as what, variant_id, location_id, null::uuid as reservation_id,
                    coalesce(b.on_hand, 0) as expected, coalesce(s.on_hand, 0) as found
                from inventory.stock s full join by_place b using (variant_id, location_id)
                union all
                select 'RESERVED', variant_id, location_id, null, coalesce(b.reserved, 0), coalesce(s.reserved, 0)
                from inventory.stock s full join by_place b using (variant_id, location_id)
                union all
                select 'HELD', variant_id, location_id, null, coalesce(h.held, 0), coalesce(s.reserved, 0)
                from inventory.stock s full join held h using (variant_id, location_id)
                union all
                select 'RESERVATION_HELD', variant_id, location_id, reservation_id,
                    coalesce(b.held, 0), coalesce(s.held, 0)
                from standing s full join by_reservation b using (reservation_id, variant_id, location_id)
                union all
                select 'RESERVATION_SOLD', variant_id, location_id, reservation_id,
                    coalesce(b.sold, 0), coalesce(s.sold, 0)
                from standing s full join by_reservation b using (reservation_id, variant_id, location_id)
            ), difference as (
                select * from compared where expected <> found
            )
            select c.levels, c.reservations, c.entries, c.differences, d.*
            from (select (select count(*) from inventory.stock) as levels,
                    (select count(*) from inventory.reservation) as reservations,
                    (select count(*) from inventory.ledger) as entries,
                    (select count(*) from difference) as differences) c
                left join (select * from difference order by what, variant_id, location_id, reservation_id limit ?) d on true""";

    private final Database database;

    Verification(Database database) {
        this.database = database;
    }

    VerifyReport run() {
        return database.connection(connection -> {
            try (var compare = connection.prepareStatement(COMPARE)) {
                compare.setInt(1, VerifyReport.MAX_DIFFERENCES);
                List<Difference> differences = new ArrayList<>();
                long[] counts = new long[4];
                try (var row = compare.executeQuery()) {
                    while (row.next()) {
                        for (int i = 0; i < counts.length; i++) {
                            counts[i] = row.getLong(i + 1);
                        }
                        if (row.getString("what") != null) {
                            differences.add(new Difference(
                                    What.valueOf(row.getString("what")),
                                    row.getObject("variant_id", UUID.class),
                                    row.getObject("location_id", UUID.class),
                                    row.getObject("reservation_id", UUID.class),
                                    row.getLong("expected"),
                                    row.getLong("found")));
                        }
                    }
                }
                return new VerifyReport(counts[0], counts[1], counts[2], differences, counts[3]);
            }
        });
    }
}
