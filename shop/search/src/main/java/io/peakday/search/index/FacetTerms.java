package io.peakday.search.index;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Numbers for everything that is counted: categories, brands and property values.
 *
 * <p>Lucene numbers the terms of each segment again, and a refreshed reader needs a map from segment to reader ordinals
 * that costs milliseconds to build. Here a value keeps its number for the life of the process, so the arrays of a
 * segment, once read, stay good as long as the segment lives, and a refresh only reads what is new.
 */
final class FacetTerms {
    private final Map<UUID, Integer> categories = new HashMap<>();
    private final Map<String, Integer> brands = new HashMap<>();
    private final Map<String, Integer> values = new HashMap<>();
    private final Map<String, Integer> dimensions = new HashMap<>();

    private final List<UUID> categoryIds = new ArrayList<>();
    private final List<String> brandNames = new ArrayList<>();
    private final List<FacetDimension> dimensionList = new ArrayList<>();
    private int[] valueDimensions = new int[1024];
    private String[] valueTexts = new String[1024];
    private double[] valueNumbers = new double[1024];
    private int valueCount;

    private volatile @Nullable FacetNames names;

    synchronized int category(UUID id) {
        Integer known = categories.get(id);
        if (known != null) {
            return known;
        }
        categoryIds.add(id);
        names = null;
        categories.put(id, categoryIds.size() - 1);
        return categoryIds.size() - 1;
    }

    synchronized int brand(String name) {
        String key = name.toLowerCase(Locale.ROOT);
        Integer known = brands.get(key);
        if (known != null) {
            return known;
        }
        brandNames.add(name);
        names = null;
        brands.put(key, brandNames.size() - 1);
        return brandNames.size() - 1;
    }

    synchronized int value(FacetKey key) {
        Integer known = values.get(key.identity());
        if (known != null) {
            return known;
        }
        int dimension = dimensions.computeIfAbsent(key.name() + '\u001F' + key.kind(), unknown -> {
            dimensionList.add(
                    new FacetDimension(dimensionList.size(), key.name(), key.label(), key.kind(), key.unit()));
            return dimensionList.size() - 1;
        });
        int id = valueCount;
        if (id == valueDimensions.length) {
            // Copies, so that names handed out before keep reading arrays nobody writes below their count.
            valueDimensions = Arrays.copyOf(valueDimensions, id * 2);
            valueTexts = Arrays.copyOf(valueTexts, id * 2);
            valueNumbers = Arrays.copyOf(valueNumbers, id * 2);
        }
        valueDimensions[id] = dimension;
        valueTexts[id] = key.value();
        valueNumbers[id] = key.kind() == 'n' ? Double.parseDouble(key.value()) : Double.NaN;
        valueCount++;
        names = null;
        values.put(key.identity(), id);
        return id;
    }

    /** All names given so far; grows, never changes. */
    FacetNames names() {
        FacetNames current = names;
        if (current == null) {
            synchronized (this) {
                current = new FacetNames(
                        List.copyOf(categoryIds),
                        List.copyOf(brandNames),
                        List.copyOf(dimensionList),
                        valueDimensions,
                        valueTexts,
                        valueNumbers,
                        valueCount);
                names = current;
            }
        }
        return current;
    }
}
