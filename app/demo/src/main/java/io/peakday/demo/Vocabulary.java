package io.peakday.demo;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * The words the demo store is made of: {@code demo/marketplace.json}.
 *
 * @param titles words that book, record and game titles are made of
 * @param brands by department
 * @param models names of models by department
 */
record Vocabulary(
        Titles titles,
        List<String> sellers,
        Map<String, List<String>> brands,
        Map<String, List<String>> models,
        List<Kind> categories) {

    record Titles(List<String> adjectives, List<String> nouns, List<String> places) {}

    /**
     * One kind of product, sold in one subcategory.
     *
     * @param price lowest and highest, in whole euros
     * @param options what variants differ in besides colour; the order is small to large
     * @param season how it sells in each month of the year, 1 being usual
     * @param boughtWith subcategories often in the same basket
     * @param titledBy for works (books, records, games): what their maker is called
     */
    record Kind(
            String department,
            String category,
            String subcategory,
            String drawing,
            List<String> nouns,
            List<Integer> price,
            List<String> colours,
            List<Trait> attributes,
            List<String> features,
            Map<String, List<String>> options,
            List<Double> season,
            int grams,
            List<String> boughtWith,
            String taxClass,
            @Nullable String titledBy) {}

    /**
     * One specification: a choice of words, a number in steps, or a yes-or-no with the share of yes.
     *
     * @param low set for a number, with {@code high} and {@code step}
     */
    record Trait(
            String name,
            @Nullable List<String> values,
            @Nullable String unit,
            @Nullable Double low,
            @Nullable Double high,
            @Nullable Double step,
            @Nullable Double share) {}

    static Vocabulary load() {
        try (InputStream in = Vocabulary.class.getResourceAsStream("/demo/marketplace.json")) {
            if (in == null) {
                throw new IllegalStateException("demo/marketplace.json is not in the program");
            }
            return JsonMapper.builder().build().readValue(in, Vocabulary.class);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
