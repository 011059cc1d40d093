package io.peakday.web;

import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** All pages of a list as one row of things, each page read when the one before it has been used up. */
public final class Pages {
    private Pages() {}

    /** @param read the page after a cursor, null for the first */
    public static <T> Iterable<T> all(Function<@Nullable String, Page<T>> read) {
        return () -> new Rows<>(read);
    }

    /** As {@link #all(Function)}, of what each item is turned into when its turn comes. */
    public static <T, R> Iterable<R> all(
            Function<@Nullable String, Page<T>> read, Function<? super T, ? extends R> to) {
        return mapped(all(read), to);
    }

    /** Each of them turned into something else when its turn comes. */
    public static <T, R> Iterable<R> mapped(Iterable<T> items, Function<? super T, ? extends R> to) {
        return () -> {
            Iterator<T> each = items.iterator();
            return new Iterator<>() {
                @Override
                public boolean hasNext() {
                    return each.hasNext();
                }

                @Override
                public R next() {
                    return to.apply(each.next());
                }
            };
        };
    }

    private static final class Rows<T> implements Iterator<T> {
        private final Function<@Nullable String, Page<T>> read;
        private Iterator<T> page = List.<T>of().iterator();
        private @Nullable String cursor;
        private boolean last;

        Rows(Function<@Nullable String, Page<T>> read) {
            this.read = read;
        }

        @Override
        public boolean hasNext() {
            while (!page.hasNext() && !last) {
                Page<T> next = read.apply(cursor);
                page = next.items().iterator();
                cursor = next.next();
                last = cursor == null;
            }
            return page.hasNext();
        }

        @Override
        public T next() {
            if (!hasNext()) {
                throw new NoSuchElementException();
            }
            return page.next();
        }
    }
}
