package io.peakday.catalog;

import io.peakday.engines.Database;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/**
 * One spelling a brand: the one it was first written with. Brands are never renamed, so what a node remembers is always
 * right.
 */
final class Brands {
    private static final int REMEMBERED = 50_000;

    private final Database database;
    private final Map<String, String> names = new ConcurrentHashMap<>();

    Brands(Database database) {
        this.database = database;
    }

    /** Spelling to canonical spelling, for all of them; new brands are registered in the current transaction. */
    Map<String, String> canonical(Collection<String> spellings) {
        Map<String, String> unknown = new TreeMap<>();
        for (String spelling : spellings) {
            String slug = key(spelling);
            if (!slug.isEmpty() && !names.containsKey(slug)) {
                unknown.putIfAbsent(slug, spelling);
            }
        }
        Map<String, String> found = unknown.isEmpty() ? Map.of() : register(unknown);
        Map<String, String> canonical = new HashMap<>();
        for (String spelling : spellings) {
            String slug = key(spelling);
            String name = found.getOrDefault(slug, names.get(slug));
            canonical.put(spelling, name == null ? spelling : name);
        }
        return canonical;
    }

    private Map<String, String> register(Map<String, String> bySlug) {
        String[] slugs = bySlug.keySet().toArray(String[]::new);
        database.sql()
                .sql("""
                        insert into catalog.brand (slug, name)
                        select * from unnest(?::text[], ?::text[]) on conflict (slug) do nothing""")
                .params(slugs, bySlug.values().toArray(String[]::new))
                .update();
        Map<String, String> found = new HashMap<>();
        database.sql()
                .sql("select slug, name from catalog.brand where slug = any(?)")
                .params(new Object[] {slugs})
                .query(row -> {
                    found.put(row.getString(1), row.getString(2));
                });
        database.afterCommit(() -> {
            if (names.size() < REMEMBERED) {
                names.putAll(found);
            }
        });
        return found;
    }

    /** What spellings of one brand have in common; empty for no brand. */
    static String key(String spelling) {
        String slug = Slugs.of(spelling);
        return slug.isEmpty() ? spelling.strip().toLowerCase(Locale.ROOT) : slug;
    }

    List<Brand> all() {
        return database.sql()
                .sql("""
                        select b.slug, b.name, count(p.id)
                          from catalog.brand b
                          left join catalog.product p on p.brand = b.slug and p.state = 'PUBLISHED'
                         group by b.slug, b.name
                         order by lower(b.name), b.slug""")
                .query((row, index) -> new Brand(row.getString(1), row.getString(2), row.getLong(3)))
                .list();
    }
}
