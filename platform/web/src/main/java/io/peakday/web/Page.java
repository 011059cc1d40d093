package io.peakday.web;

import io.peakday.kernel.Checks;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One page of a list. The following page is read by sending {@code next} as the parameter {@code cursor}.
 *
 * @param <T> what is listed
 * @param items in the order of the list, at most as many as were asked for by {@code limit}; may be empty
 * @param next the cursor of the following page: opaque, and good for the same list only; null on the last page
 */
public record Page<T>(List<T> items, @Nullable String next) {
    public Page {
        items = List.copyOf(items);
    }

    /**
     * Cuts a page from a result that was asked for one row more than the page holds: whether that row came says whether
     * there is a next page.
     *
     * @param found up to {@code limit + 1} rows
     * @param cursor makes the cursor that continues after its argument
     */
    public static <T> Page<T> of(List<T> found, int limit, Function<? super T, String> cursor) {
        if (found.size() <= limit) {
            return new Page<>(found, null);
        }
        List<T> items = found.subList(0, limit);
        return new Page<>(items, cursor.apply(items.getLast()));
    }

    public <R> Page<R> map(Function<? super T, ? extends R> change) {
        return new Page<>(items.stream().<R>map(change).toList(), next);
    }

    /**
     * The page size to use: what the caller asked for, or {@code otherwise}.
     *
     * @throws io.peakday.kernel.Failure {@code web.bad-limit} if it is not from 1 to {@code max}
     */
    public static int limit(@Nullable Integer asked, int otherwise, int max) {
        if (asked == null) {
            return otherwise;
        }
        new Checks().range("limit", asked, 1, max).orThrow("web.bad-limit", "The page size is out of range.");
        return asked;
    }
}
