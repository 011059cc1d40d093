package io.peakday.feeds;

import io.peakday.catalog.Categories;
import io.peakday.catalog.CategoryUpsert;
import io.peakday.catalog.Upserted;
import io.peakday.kernel.Failure;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Imports a category tree: every row is a category and states the way to it from the department. The whole tree is one
 * transaction, so it needs no checkpoint.
 */
final class CategoryImport {
    private static final int MAX = 50_000;

    private final Categories categories;
    private final Map<String, CategoryUpsert> wanted = new LinkedHashMap<>();
    private final Map<String, Long> lines = new HashMap<>();
    private final Map<String, Integer> children = new HashMap<>();
    private final List<Item.Rejected> rejected = new ArrayList<>();

    CategoryImport(Categories categories) {
        this.categories = categories;
    }

    ImportReport run(SourceFile file, ImportRequest request, InstantSource clock) {
        Instant began = clock.instant();
        long rows = 0;
        try (Rows source = Rows.of(file, request.mapping())) {
            for (Rows.Read read = source.next(); read != null; read = source.next()) {
                rows++;
                switch (read) {
                    case Rows.Read.Bad bad -> reject(bad.line(), "", bad.field(), bad.reason());
                    case Rows.Read.Good good -> add(request.mapping(), good.row());
                }
                if (wanted.size() > MAX) {
                    throw Failure.invalid(
                            "import.too-many-categories", "A file may hold " + MAX + " categories at most.");
                }
            }
        } catch (IOException e) {
            throw file.unreadable(e);
        }
        List<CategoryUpsert> all = List.copyOf(wanted.values());
        List<Upserted> outcomes = categories.upsert(all);
        int created = 0;
        int updated = 0;
        int unchanged = 0;
        for (int i = 0; i < outcomes.size(); i++) {
            String id = all.get(i).externalId();
            switch (outcomes.get(i)) {
                case Upserted.Created one -> created++;
                case Upserted.Updated one -> updated++;
                case Upserted.Unchanged one -> unchanged++;
                case Upserted.Rejected one ->
                    reject(
                            lines.getOrDefault(id, 0L),
                            id,
                            one.reasons().getFirst().field(),
                            one.reasons().getFirst().message());
            }
        }
        rejected.sort(java.util.Comparator.comparingLong(Item.Rejected::line));
        try (RejectsFile rejects = new RejectsFile(request.rejects(), 0)) {
            rejects.add(rejected);
        } catch (IOException e) {
            throw file.unreadable(e);
        }
        request.progress().reached(rows, file.bytesRead(), file.size());
        return new ImportReport(
                rows,
                created,
                updated,
                unchanged,
                rejected.size(),
                0,
                Duration.between(began, clock.instant()),
                rejected.isEmpty() ? null : request.rejects());
    }

    private void add(Mapping mapping, SourceRow row) {
        List<String> ids = mapping.template("category.path.ids").all(row);
        List<String> names = mapping.template("category.path.names").all(row);
        if (ids.isEmpty() || ids.size() != names.size()) {
            reject(row.line(), "", "category.path.ids", "A category needs a path of as many ids as names.");
            return;
        }
        for (int i = 0; i < ids.size(); i++) {
            if (ids.get(i).isEmpty() || names.get(i).isEmpty()) {
                reject(row.line(), ids.getLast(), "category.path.names", "A category on the path has no id or name.");
                return;
            }
        }
        for (int i = 0; i < ids.size(); i++) {
            String parent = i == 0 ? null : ids.get(i - 1);
            if (!wanted.containsKey(ids.get(i))) {
                wanted.put(ids.get(i), new CategoryUpsert(ids.get(i), names.get(i), parent, position(parent)));
                lines.put(ids.get(i), row.line());
            }
        }
    }

    /** Categories keep the order in which the file first names them. */
    private int position(@Nullable String parent) {
        return children.merge(parent == null ? "" : parent, 1, Integer::sum) - 1;
    }

    private void reject(long line, String id, String field, String reason) {
        rejected.add(new Item.Rejected(line, 0, RowReader.shorten(id), field, reason));
    }
}
