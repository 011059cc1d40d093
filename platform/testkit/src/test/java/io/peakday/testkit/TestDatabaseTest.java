package io.peakday.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.peakday.engines.Database;
import io.peakday.engines.SchemaMigration;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class TestDatabaseTest {
    private static final SchemaMigration SAMPLE = new SchemaMigration("sample", "db/sample");

    @RegisterExtension
    static final TestDatabase postgres = TestDatabase.with(SAMPLE);

    @RegisterExtension
    static final TestDatabase other = TestDatabase.with(SAMPLE);

    @Test
    void theSchemasAreThereAndTwoDatabasesDoNotMeet() {
        postgres.database()
                .sql()
                .sql("insert into sample.thing values (1, 'lamp')")
                .update();
        assertThat(count(postgres.anotherNode())).isEqualTo(1);
        assertThat(count(other.database())).isZero();
    }

    @Nested
    class InANestedClass {
        @Test
        void theOuterDatabaseIsStillThere() {
            postgres.database()
                    .sql()
                    .sql("insert into sample.thing values (2, 'kettle')")
                    .update();
            assertThat(count(postgres.database())).isPositive();
        }
    }

    private static int count(Database database) {
        return database.sql()
                .sql("select count(*) from sample.thing")
                .query(Integer.class)
                .single();
    }
}
