package io.peakday.engines;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.dao.DuplicateKeyException;

class DatabaseTest {
    @RegisterExtension
    static final OnePostgres postgres = new OnePostgres();

    private HikariDataSource pool;
    private Database database;

    @BeforeEach
    void aTable() throws Exception {
        pool = postgres.newDatabase();
        database = new Database(pool);
        database.sql().sql("create table thing (id int primary key)").update();
    }

    @AfterEach
    void close() {
        pool.close();
    }

    @Test
    void anExceptionUndoesEverythingSinceTheTransactionBegan() {
        assertThatThrownBy(() -> database.run(() -> {
                    insert(1);
                    database.run(() -> insert(2));
                    throw new IllegalStateException("no");
                }))
                .hasMessage("no");
        assertThat(count()).isZero();
    }

    @Test
    void plainJdbcAndStatementsShareTheTransaction() {
        database.run(() -> {
            insert(1);
            int seen = database.connection(connection -> {
                try (var statement = connection.createStatement();
                        var row = statement.executeQuery("select count(*) from thing")) {
                    row.next();
                    return row.getInt(1);
                }
            });
            assertThat(seen).isEqualTo(1);
        });
        assertThat(pool.getHikariPoolMXBean().getActiveConnections()).isZero();
    }

    @Test
    void anErrorOfPlainJdbcIsTranslatedAsThoseOfStatementsAre() {
        insert(1);
        assertThatThrownBy(() -> database.connection(connection -> {
                    try (var statement = connection.createStatement()) {
                        return statement.executeUpdate("insert into thing values (1)");
                    }
                }))
                .isInstanceOf(DuplicateKeyException.class);
    }

    @Test
    void whatIsToHappenAfterTheCommitHappensThenAndNotAfterARollback() {
        List<String> happened = new ArrayList<>();
        database.run(() -> {
            database.afterCommit(() -> happened.add("after, of " + count()));
            insert(1);
            happened.add("inside");
        });
        assertThatThrownBy(() -> database.run(() -> {
                    database.afterCommit(() -> happened.add("never"));
                    throw new IllegalStateException();
                }))
                .isInstanceOf(IllegalStateException.class);
        database.afterCommit(() -> happened.add("at once"));
        assertThat(happened).containsExactly("inside", "after, of 1", "at once");
    }

    private void insert(int id) {
        database.sql().sql("insert into thing values (?)").param(id).update();
    }

    private int count() {
        return database.sql()
                .sql("select count(*) from thing")
                .query(Integer.class)
                .single();
    }
}
