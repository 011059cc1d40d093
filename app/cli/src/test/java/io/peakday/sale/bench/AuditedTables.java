package io.peakday.sale.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.peakday.benchkit.PostgresProcess;
import io.peakday.engines.Database;
import io.peakday.sale.bench.planted.PlantedRows;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/** What the audits read, as the database's superuser sees it: no trigger, no foreign key and no right stands in its way. */
final class AuditedTables implements AutoCloseable {
    private static final List<String> ALL = List.of(
            "sale.sale",
            "sale.counter",
            "sale.claim",
            "inventory.stock",
            "inventory.ledger",
            "orders.orders",
            "orders.line",
            "payments.payment",
            "notify.outgoing",
            "events.dead_letter");

    private final SingleConnectionDataSource connection;
    private final Database superuser;

    private AuditedTables(SingleConnectionDataSource connection) {
        this.connection = connection;
        this.superuser = new Database(connection);
    }

    /** @param where host, port and database of the embedded server in that folder */
    static AuditedTables open(Path data, String where) throws IOException, SQLException {
        return new AuditedTables(new SingleConnectionDataSource(PostgresProcess.superuser(data, where), true));
    }

    Database superuser() {
        return superuser;
    }

    /** Remembers every row, to be taken back to. */
    void remember() {
        superuser.run(() -> {
            execute(PlantedRows.LET_IN);
            execute("create schema before");
            ALL.forEach(table -> execute("create table " + before(table) + " as table " + table));
        });
    }

    /** Plants these rows; each statement changes something. */
    void plant(PlantedRows rows, Map<String, ?> parameters) {
        unguarded(() -> rows.statements()
                .forEach(statement -> assertThat(superuser
                                .sql()
                                .sql(statement)
                                .params(parameters)
                                .update())
                        .as(statement)
                        .isPositive()));
    }

    /** Takes all back that was planted. */
    void takeBack() {
        unguarded(() -> ALL.forEach(table -> {
            execute("delete from " + table);
            execute("insert into " + table + " overriding system value select * from " + before(table));
        }));
    }

    private void unguarded(Runnable work) {
        superuser.run(() -> {
            execute("set local session_replication_role = replica");
            work.run();
        });
    }

    private void execute(String statement) {
        superuser.sql().sql(statement).update();
    }

    private static String before(String table) {
        return "before." + table.replace('.', '_');
    }

    @Override
    public void close() {
        connection.destroy();
    }
}
