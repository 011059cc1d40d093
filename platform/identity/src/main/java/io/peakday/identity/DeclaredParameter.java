package io.peakday.identity;

import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.core.convert.converter.Converter;

/**
 * Reads what modules declare from a form or a query; a blank name is none, and one that is not declared is refused.
 *
 * @param kind what it is, in words
 * @param <T> what is declared
 */
record DeclaredParameter<T>(String kind, Function<String, Optional<T>> find) implements Converter<String, @Nullable T> {
    @Override
    public @Nullable T convert(String sent) {
        String name = sent.strip();
        return name.isEmpty()
                ? null
                : find.apply(name).orElseThrow(() -> new IllegalArgumentException("There is no such " + kind + "."));
    }
}
