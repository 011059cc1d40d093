package io.peakday.reviews;

import io.peakday.engines.Database;
import io.peakday.events.Keyed;
import io.peakday.events.Outbox;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * How many published reviews of each rating a product has.
 *
 * <p>Kept, not counted, because a page of products asks for sixty of them; and exact, because every change adds its
 * difference to the row in the transaction that changes the review, and publishes it by an event in that transaction. The
 * row stays locked until the commit, so the events of a product carry the counts in the order in which they came true.
 * Locks are taken in one order everywhere: the review first, then the product's row; several products by id.
 */
final class Ratings {
    private static final String COUNTS = "product_id, one, two, three, four, five";

    private final Database database;
    private final Outbox outbox;

    Ratings(Database database, Outbox outbox) {
        this.database = database;
        this.outbox = outbox;
    }

    /** Within a transaction: a published rating is replaced by another; 0 stands for none. */
    void change(UUID productId, int from, int to) {
        if (from == to) {
            return;
        }
        database.sql()
                .sql("insert into reviews.rating (product_id) values (:product) on conflict do nothing")
                .param("product", productId)
                .update();
        RatingSummary now = database.sql()
                .sql("""
                        update reviews.rating
                        set one   = one   + (:to = 1)::int - (:from = 1)::int,
                            two   = two   + (:to = 2)::int - (:from = 2)::int,
                            three = three + (:to = 3)::int - (:from = 3)::int,
                            four  = four  + (:to = 4)::int - (:from = 4)::int,
                            five  = five  + (:to = 5)::int - (:from = 5)::int
                        where product_id = :product
                        returning product_id, one, two, three, four, five""")
                .param("product", productId)
                .param("from", from)
                .param("to", to)
                .query(Ratings::summary)
                .single();
        publish(List.of(now));
    }

    /** Within a transaction: publishes the counts as they are now. */
    void publish(List<RatingSummary> summaries) {
        outbox.appendAll(
                ReviewEvents.RATING_CHANGED,
                summaries.stream()
                        .map(one -> new Keyed<>(
                                one.productId().toString(),
                                new RatingChanged(one.productId(), one.count(), one.average())))
                        .toList());
    }

    /** For every product asked for, with or without reviews. */
    Map<UUID, RatingSummary> of(Collection<UUID> productIds) {
        Map<UUID, RatingSummary> summaries = new HashMap<>();
        productIds.forEach(id -> summaries.put(id, RatingSummary.none(id)));
        if (!summaries.isEmpty()) {
            database.sql()
                    .sql("select " + COUNTS + " from reviews.rating where product_id = any(:products)")
                    .param("products", summaries.keySet().toArray(UUID[]::new))
                    .query(Ratings::summary)
                    .list()
                    .forEach(one -> summaries.put(one.productId(), one));
        }
        return summaries;
    }

    /** Products whose kept counts are not what their published reviews add up to. */
    List<RatingMismatch> verify() {
        return database.sql()
                .sql("""
                        with counted as (
                            select product_id,
                                   count(*) filter (where rating = 1) as one, count(*) filter (where rating = 2) as two,
                                   count(*) filter (where rating = 3) as three,
                                   count(*) filter (where rating = 4) as four, count(*) filter (where rating = 5) as five
                            from reviews.review where state = 'PUBLISHED' group by product_id)
                        select product_id,
                               coalesce(k.one, 0), coalesce(k.two, 0), coalesce(k.three, 0), coalesce(k.four, 0),
                               coalesce(k.five, 0),
                               coalesce(c.one, 0), coalesce(c.two, 0), coalesce(c.three, 0), coalesce(c.four, 0),
                               coalesce(c.five, 0)
                        from reviews.rating k full join counted c using (product_id)
                        where (coalesce(k.one, 0), coalesce(k.two, 0), coalesce(k.three, 0), coalesce(k.four, 0),
                               coalesce(k.five, 0))
                           is distinct from
                              (coalesce(c.one, 0), coalesce(c.two, 0), coalesce(c.three, 0), coalesce(c.four, 0),
                               coalesce(c.five, 0))
                        order by product_id limit 1000""")
                .query((row, rowNumber) ->
                        new RatingMismatch(row.getObject(1, UUID.class), counts(row, 2), counts(row, 7)))
                .list();
    }

    static RatingSummary summary(ResultSet row, int rowNumber) throws SQLException {
        return counts(row, 2);
    }

    private static RatingSummary counts(ResultSet row, int from) throws SQLException {
        return RatingSummary.of(
                row.getObject(1, UUID.class),
                row.getInt(from),
                row.getInt(from + 1),
                row.getInt(from + 2),
                row.getInt(from + 3),
                row.getInt(from + 4));
    }
}
