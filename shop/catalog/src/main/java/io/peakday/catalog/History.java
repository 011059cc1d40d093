package io.peakday.catalog;

import io.peakday.catalog.ProductDocument.Head;
import io.peakday.engines.Database;
import io.peakday.engines.SqlTime;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** The versions of a product: the present one from its row, the former ones from where they were moved. */
final class History {
    private static final String VERSIONS = """
            (select id as product_id, version, updated_at as at, actor, action, state, document, external_id, created_at
               from catalog.product where id = :id
             union all
             select r.product_id, r.version, r.at, r.actor, r.action, r.state, r.document, p.external_id, p.created_at
               from catalog.revision r join catalog.product p on p.id = r.product_id where r.product_id = :id) v""";

    private final Database database;

    History(Database database) {
        this.database = database;
    }

    /** Newest first. */
    List<Revision> of(UUID id) {
        List<Revision> revisions = database.sql()
                .sql("select product_id, version, at, actor, action, state from " + VERSIONS + " order by version desc")
                .param("id", id)
                .query((row, index) -> new Revision(
                        row.getObject(1, UUID.class),
                        row.getLong(2),
                        SqlTime.instant(row, 3),
                        row.getString(4),
                        row.getString(5),
                        ProductState.valueOf(row.getString(6))))
                .list();
        if (revisions.isEmpty()) {
            throw ProductChanges.unknown();
        }
        return revisions;
    }

    Product at(UUID id, long version) {
        return database.sql()
                .sql("select product_id, external_id, state, version, created_at, at, document::text from " + VERSIONS
                        + " where version = :version")
                .param("id", id)
                .param("version", version)
                .query((row, index) -> product(row))
                .optional()
                .orElseThrow(() -> io.peakday.kernel.Failure.notFound(
                        "catalog.no-revision", "This product has no version " + version + "."));
    }

    List<Difference> between(UUID id, long from, long to) {
        Product before = at(id, from);
        Product after = at(id, to);
        List<Difference> differences = new ArrayList<>();
        if (before.state() != after.state()) {
            differences.add(
                    new Difference("state", before.state().name(), after.state().name()));
        }
        differences.addAll(DocumentDiff.between(
                ProductDocument.tree(ProductDocument.write(before)),
                ProductDocument.tree(ProductDocument.write(after))));
        return List.copyOf(differences);
    }

    private static Product product(ResultSet row) throws SQLException {
        Head head = new Head(
                row.getObject(1, UUID.class),
                row.getString(2),
                ProductState.valueOf(row.getString(3)),
                row.getLong(4),
                SqlTime.instant(row, 5),
                SqlTime.instant(row, 6));
        return ProductDocument.read(head, ProductRows.bytes(row.getString(7)));
    }
}
