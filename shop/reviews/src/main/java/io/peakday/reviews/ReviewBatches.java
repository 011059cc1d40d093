package io.peakday.reviews;

import io.peakday.engines.Database;
import io.peakday.kernel.Ids;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;

/** Writes many rows with few statements. */
final class ReviewBatches {
    private static final int AT_ONCE = 2_000;

    private final Database database;
    private final Ratings ratings;

    ReviewBatches(Database database, Ratings ratings) {
        this.database = database;
        this.ratings = ratings;
    }

    void recordPurchases(Collection<Purchase> purchases) {
        List<Purchase> all = List.copyOf(purchases);
        for (int from = 0; from < all.size(); from += AT_ONCE) {
            List<Purchase> part = all.subList(from, Math.min(all.size(), from + AT_ONCE));
            database.connection(tx -> {
                try (PreparedStatement insert = tx.prepareStatement("""
                        insert into reviews.purchase (customer_id, product_id, order_id, purchased_at)
                        select distinct on (c, p) c, p, o, t::timestamptz
                        from unnest(?::uuid[], ?::uuid[], ?::uuid[], ?::text[]) as e (c, p, o, t)
                        order by c, p
                        on conflict do nothing""")) {
                    insert.setArray(1, array(tx, "uuid", part, Purchase::customerId));
                    insert.setArray(2, array(tx, "uuid", part, Purchase::productId));
                    insert.setArray(3, array(tx, "uuid", part, Purchase::orderId));
                    insert.setArray(4, array(tx, "text", part, one -> one.at().toString()));
                    return insert.executeUpdate();
                }
            });
        }
    }

    int importAll(List<ReviewImport> reviews) {
        int added = 0;
        for (int from = 0; from < reviews.size(); from += AT_ONCE) {
            List<ReviewImport> part = reviews.subList(from, Math.min(reviews.size(), from + AT_ONCE));
            added += database.transact(() -> {
                recordPurchases(part.stream()
                        .map(one -> new Purchase(one.customerId(), one.productId(), one.orderId(), one.createdAt()))
                        .toList());
                return database.connection(tx -> insertAndCount(tx, part));
            });
        }
        return added;
    }

    /** Inserts the reviews and adds the new ones to their products' counts, product by product in order. */
    private int insertAndCount(Connection tx, List<ReviewImport> part) throws SQLException {
        try (PreparedStatement insert = tx.prepareStatement("""
                with fresh as (
                    insert into reviews.review (id, product_id, customer_id, author, rating, title, body, state, helpful,
                                                created_at, updated_at)
                    select e.id, e.product, e.customer, e.author, e.rating, e.title, e.text, 'PUBLISHED', e.helpful,
                           e.at::timestamptz, e.at::timestamptz
                    from unnest(?::uuid[], ?::uuid[], ?::uuid[], ?::text[], ?::smallint[], ?::text[], ?::text[],
                                ?::int[], ?::text[])
                         as e (id, product, customer, author, rating, title, text, helpful, at)
                    on conflict (product_id, customer_id) do nothing
                    returning product_id, rating)
                insert into reviews.rating as r (product_id, one, two, three, four, five)
                select product_id, count(*) filter (where rating = 1), count(*) filter (where rating = 2),
                       count(*) filter (where rating = 3), count(*) filter (where rating = 4),
                       count(*) filter (where rating = 5)
                from fresh group by product_id order by product_id
                on conflict (product_id) do update
                set one = r.one + excluded.one, two = r.two + excluded.two, three = r.three + excluded.three,
                    four = r.four + excluded.four, five = r.five + excluded.five
                returning product_id, one, two, three, four, five, (select count(*) from fresh)""")) {
            insert.setArray(1, array(tx, "uuid", part, one -> Ids.next()));
            insert.setArray(2, array(tx, "uuid", part, ReviewImport::productId));
            insert.setArray(3, array(tx, "uuid", part, ReviewImport::customerId));
            insert.setArray(4, array(tx, "text", part, one -> one.draft().author()));
            insert.setArray(5, array(tx, "int2", part, one -> one.draft().rating()));
            insert.setArray(6, array(tx, "text", part, one -> one.draft().title()));
            insert.setArray(7, array(tx, "text", part, one -> one.draft().text()));
            insert.setArray(8, array(tx, "int4", part, ReviewImport::helpful));
            insert.setArray(9, array(tx, "text", part, one -> at(one.createdAt())));
            List<RatingSummary> changed = new ArrayList<>();
            int added = 0;
            try (ResultSet rows = insert.executeQuery()) {
                while (rows.next()) {
                    changed.add(Ratings.summary(rows, changed.size()));
                    added = rows.getInt(7);
                }
            }
            ratings.publish(changed);
            return added;
        }
    }

    void forget(UUID customerId) {
        database.run(() -> {
            database.sql().sql("""
                            with gone as (delete from reviews.vote where customer_id = :customer returning review_id),
                                 locked as (select id from reviews.review where id in (select review_id from gone)
                                            order by id for update)
                            update reviews.review set helpful = helpful - 1 where id in (select id from locked)""").param("customer", customerId).update();
            database.sql()
                    .sql("delete from reviews.purchase where customer_id = :customer")
                    .param("customer", customerId)
                    .update();
            // What they wrote is theirs: it goes with them, and its stars no longer count.
            database.sql()
                    .sql("""
                            with gone as (delete from reviews.review where customer_id = :customer
                                          returning product_id, rating, state)
                            select product_id, rating from gone where state = 'PUBLISHED' order by product_id""")
                    .param("customer", customerId)
                    .query((row, n) -> Map.entry(row.getObject(1, UUID.class), row.getInt(2)))
                    .list()
                    .forEach(one -> ratings.change(one.getKey(), one.getValue(), 0));
        });
    }

    private static String at(Instant instant) {
        return instant.toString();
    }

    private static <T> java.sql.Array array(Connection tx, String type, List<T> rows, Function<T, Object> value)
            throws SQLException {
        return tx.createArrayOf(type, rows.stream().map(value).toArray());
    }
}
