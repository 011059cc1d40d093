package io.peakday.events;

import io.peakday.engines.Database;
import io.peakday.testkit.TestDatabase;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.Assertions;
import org.awaitility.Awaitility;

/** A handler's effect in the database: one row for each event it handled, in the order of handling. */
final class Delivery {
    private final Database database;
    private final String table;

    Delivery(TestDatabase postgres, String name) {
        this(postgres.owner(), postgres.database(), name);
    }

    /** @param owner makes the table, which the program's database then uses */
    Delivery(Database owner, Database database, String name) {
        this.database = database;
        this.table = "public.delivered_" + name;
        owner.sql()
                .sql("create table if not exists " + table
                        + " (place bigint generated always as identity, key text not null, number int not null)")
                .update();
    }

    void handle(Received<Parcel> received) {
        database.sql()
                .sql("insert into " + table + " (key, number) values (?, ?)")
                .params(received.envelope().key(), received.payload().number())
                .update();
    }

    long count() {
        return database.sql()
                .sql("select count(*) from " + table)
                .query(Long.class)
                .single();
    }

    List<Integer> numbers(String key) {
        return byKey().getOrDefault(key, List.of());
    }

    Map<String, List<Integer>> byKey() {
        Map<String, List<Integer>> byKey = new HashMap<>();
        database.sql()
                .sql("select key, number from " + table + " order by place")
                .query(rows -> {
                    byKey.computeIfAbsent(rows.getString(1), key -> new ArrayList<>())
                            .add(rows.getInt(2));
                });
        return byKey;
    }

    void awaitCount(long expected) {
        Awaitility.await()
                .atMost(TestNode.SOON)
                .ignoreExceptionsInstanceOf(org.springframework.dao.DataAccessException.class)
                .untilAsserted(() -> Assertions.assertThat(count()).isGreaterThanOrEqualTo(expected));
    }

    /** Every key has its numbers 0, 1, 2 … once each, in order. */
    void assertExactlyOnceInOrder(int keys, int perKey) {
        Map<String, List<Integer>> byKey = byKey();
        Assertions.assertThat(byKey).hasSize(keys);
        List<Integer> expected =
                java.util.stream.IntStream.range(0, perKey).boxed().toList();
        byKey.forEach((key, numbers) ->
                Assertions.assertThat(numbers).as("key %s", key).isEqualTo(expected));
    }
}
