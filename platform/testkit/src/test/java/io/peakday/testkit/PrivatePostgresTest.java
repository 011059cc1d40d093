package io.peakday.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.peakday.engines.SchemaMigration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class PrivatePostgresTest {
    @RegisterExtension
    static final PrivatePostgres postgres = PrivatePostgres.with(new SchemaMigration("sample", "db/sample"));

    @Test
    void thePoolFindsItsDataAgainAfterAKillAndAfterAStop() {
        postgres.database()
                .sql()
                .sql("insert into sample.thing values (1, 'lamp')")
                .update();
        postgres.kill();
        assertThatThrownBy(this::name).isInstanceOf(RuntimeException.class);
        postgres.start();
        assertThat(name()).isEqualTo("lamp");
        postgres.stop();
        postgres.start();
        assertThat(name()).isEqualTo("lamp");
    }

    private String name() {
        return postgres.database()
                .sql()
                .sql("select name from sample.thing where id = 1")
                .query(String.class)
                .single();
    }
}
