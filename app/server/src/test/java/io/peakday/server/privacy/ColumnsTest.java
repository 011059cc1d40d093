package io.peakday.server.privacy;

import static org.assertj.core.api.Assertions.assertThat;

import io.peakday.engines.Database;
import io.peakday.engines.SchemaMigration;
import io.peakday.server.ModuleRegistry;
import io.peakday.testkit.TestDatabase;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Every column that could hold something about a person says whether it does: {@code privacy/<schema>.txt} of its module. A new
 * table is not forgotten by erasure and export because nobody thought of it.
 */
class ColumnsTest {
    @RegisterExtension
    static final TestDatabase postgres =
            TestDatabase.with(ModuleRegistry.schemas().toArray(SchemaMigration[]::new));

    private record Column(String kind, String retention) {}

    @Test
    void everyColumnOfTextOrBytesIsClassifiedAndWhatIsPersonalSaysHowLongItIsKept() {
        Map<String, Column> classified = new TreeMap<>();
        for (SchemaMigration schema : ModuleRegistry.schemas()) {
            classified.putAll(read(schema.schema()));
        }

        assertThat(classified.keySet())
                .as("columns of the tables, against those in privacy/<schema>.txt of their modules")
                .containsExactlyInAnyOrderElementsOf(columns(postgres.database()));
        assertThat(classified).allSatisfy((name, column) -> {
            assertThat(column.kind()).as(name).isIn("personal", "secret", "none");
            assertThat(column.retention().isEmpty())
                    .as("%s: how long?", name)
                    .isEqualTo(!column.kind().equals("personal"));
        });
    }

    private static List<String> columns(Database database) {
        return database.sql().sql("""
                        select c.table_schema || '.' || c.table_name || '.' || c.column_name
                        from information_schema.columns c
                        join pg_class t on t.oid = format('%I.%I', c.table_schema, c.table_name)::regclass
                        where c.table_schema not in ('pg_catalog', 'information_schema', 'public')
                          and t.relkind in ('r', 'p') and not t.relispartition
                          and c.table_name <> 'schema_history' and c.table_schema <> 'engines'
                          and c.data_type in ('text', 'character', 'character varying', 'json', 'jsonb', 'bytea', 'ARRAY',
                                              'inet', 'xml')
                        order by 1""").query(String.class).list();
    }

    private static Map<String, Column> read(String schema) {
        String path = "/privacy/" + schema + ".txt";
        Map<String, Column> columns = new TreeMap<>();
        try (InputStream in = ColumnsTest.class.getResourceAsStream(path)) {
            if (in == null) {
                return columns;
            }
            for (String line : new String(in.readAllBytes(), StandardCharsets.UTF_8).split("\n")) {
                if (!line.isBlank() && !line.startsWith("#")) {
                    String[] parts = line.split(" ", 3);
                    columns.put(schema + "." + parts[0], new Column(parts[1], parts.length < 3 ? "" : parts[2]));
                }
            }
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
        return columns;
    }
}
