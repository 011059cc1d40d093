package io.peakday.reviews;

import io.peakday.engines.Database;
import io.peakday.engines.SqlTime;
import io.peakday.web.Cursors;
import io.peakday.web.Page;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Reads reviews. */
final class ReviewRows {
    static final String COLUMNS = """
            id, product_id, customer_id, author, rating, title, body, state, reason, helpful, version, created_at,
            updated_at""";

    private final Database database;

    ReviewRows(Database database) {
        this.database = database;
    }

    Optional<Review> find(UUID id) {
        return one("where id = :id", id);
    }

    /** Locks the review until the transaction ends. */
    Optional<Review> lock(UUID id) {
        return one("where id = :id for update", id);
    }

    Optional<Review> of(UUID productId, UUID customerId) {
        return database.sql()
                .sql("select " + COLUMNS
                        + " from reviews.review where product_id = :product and customer_id = :customer")
                .param("product", productId)
                .param("customer", customerId)
                .query(ReviewRows::review)
                .optional();
    }

    /** The published reviews of a product, optionally of one rating only. */
    Page<Review> page(UUID productId, ReviewSort sort, @Nullable Integer rating, @Nullable String cursor, int limit) {
        // What is sorted by is an expression of ours, never of the caller's.
        String by = switch (sort) {
            case HELPFUL -> "helpful";
            case NEWEST -> "0";
            case HIGHEST -> "rating";
            case LOWEST -> "-rating";
        };
        Place after = Place.read(cursor);
        List<Review> found = database.sql()
                .sql("select " + COLUMNS + " from reviews.review where product_id = :product and state = 'PUBLISHED'"
                        + " and (:rating::int is null or rating = :rating)"
                        + " and (:first or (" + by + ", created_at, id) < (:value, :created, :id))"
                        + " order by " + (sort == ReviewSort.NEWEST ? "" : by + " desc, ")
                        + "created_at desc, id desc limit :limit")
                .param("product", productId)
                .param("rating", rating)
                .param("first", after == null)
                .param("value", after == null ? 0 : after.value())
                .param("created", (after == null ? Instant.EPOCH : after.createdAt()).atOffset(ZoneOffset.UTC))
                .param("id", after == null ? new UUID(0, 0) : after.id())
                .param("limit", limit + 1)
                .query(ReviewRows::review)
                .list();
        return Page.of(found, limit, last -> Cursors.of(value(last, sort), last.createdAt(), last.id()));
    }

    /** All reviews by a customer, newest first. */
    Page<Review> byCustomer(UUID customerId, @Nullable String cursor, int limit) {
        return byId("customer_id = :what", customerId, cursor, limit);
    }

    /** All reviews in a state, newest first. */
    Page<Review> inState(ReviewState state, @Nullable String cursor, int limit) {
        return byId("state = :what", state.name(), cursor, limit);
    }

    private Page<Review> byId(String condition, Object what, @Nullable String cursor, int limit) {
        UUID before = Cursors.read(cursor, 1).map(parts -> id(parts.getFirst())).orElse(null);
        List<Review> found = database.sql()
                .sql("select " + COLUMNS + " from reviews.review where " + condition
                        + " and (:before::uuid is null or id < :before) order by id desc limit :limit")
                .param("what", what)
                .param("before", before)
                .param("limit", limit + 1)
                .query(ReviewRows::review)
                .list();
        return Page.of(found, limit, last -> Cursors.of(last.id()));
    }

    private Optional<Review> one(String condition, UUID id) {
        return database.sql()
                .sql("select " + COLUMNS + " from reviews.review " + condition)
                .param("id", id)
                .query(ReviewRows::review)
                .optional();
    }

    static Review review(ResultSet row, int rowNumber) throws SQLException {
        return new Review(
                row.getObject("id", UUID.class),
                row.getObject("product_id", UUID.class),
                row.getObject("customer_id", UUID.class),
                row.getString("author"),
                row.getInt("rating"),
                row.getString("title"),
                row.getString("body"),
                ReviewState.valueOf(row.getString("state")),
                row.getString("reason"),
                row.getInt("helpful"),
                row.getLong("version"),
                SqlTime.instant(row, "created_at"),
                SqlTime.instant(row, "updated_at"));
    }

    private static int value(Review review, ReviewSort sort) {
        return switch (sort) {
            case HELPFUL -> review.helpful();
            case NEWEST -> 0;
            case HIGHEST -> review.rating();
            case LOWEST -> -review.rating();
        };
    }

    private static UUID id(String text) {
        return io.peakday.kernel.Ids.parse(text).orElseThrow(Cursors::bad);
    }

    /** Where a page ended. */
    private record Place(int value, Instant createdAt, UUID id) {
        static @Nullable Place read(@Nullable String cursor) {
            try {
                return Cursors.read(cursor, 3)
                        .map(parts -> new Place(
                                Integer.parseInt(parts.get(0)),
                                Instant.parse(parts.get(1)),
                                ReviewRows.id(parts.get(2))))
                        .orElse(null);
            } catch (NumberFormatException | DateTimeException e) {
                throw Cursors.bad();
            }
        }
    }
}
