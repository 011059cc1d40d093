package io.peakday.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.peakday.engines.Database;
import io.peakday.secrets.Signatures;
import io.peakday.testkit.TestDatabase;
import java.io.IOException;
import java.net.ServerSocket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.postgresql.ds.PGSimpleDataSource;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

class SignaturesTest {
    private static final byte[] CONTENT = {1, 2, 3};

    @RegisterExtension
    static final TestDatabase postgres = TestDatabase.with(IdentityModule.SCHEMA);

    @Test
    void oneNodeReadsWhatAnotherSigned() {
        String text = new Signatures(postgres.database(), "shared").sign(CONTENT);

        assertThat(new Signatures(postgres.anotherNode(), "shared").open(text, CONTENT.length))
                .contains(CONTENT);
        assertThat(new Signatures(postgres.anotherNode(), "other").open(text, CONTENT.length))
                .isEmpty();
    }

    @Test
    void aKeyThatThereIsIsReadOnTheConnectionOfTheTransaction() {
        String text = new Signatures(postgres.database(), "frugal").sign(CONTENT);
        SingleConnectionDataSource only =
                new SingleConnectionDataSource(postgres.url(), postgres.user(), postgres.password(), false);
        try {
            Database alone = new Database(only);
            Signatures fresh = new Signatures(alone, "frugal");
            assertThat(alone.transact(() -> fresh.open(text, CONTENT.length))).contains(CONTENT);
        } finally {
            only.destroy();
        }
    }

    @Test
    void aMissingRightIsNotTakenForADatabaseThatIsAway() {
        Signatures known = new Signatures(postgres.database(), "known");
        String text = known.sign(CONTENT);
        String program = postgres.user();
        postgres.owner()
                .sql()
                .sql("revoke select on identity.secret from " + program)
                .update();
        try {
            assertThatThrownBy(() -> new Signatures(postgres.database(), "known").sign(CONTENT))
                    .isInstanceOf(DataAccessException.class)
                    .isNotInstanceOf(DataAccessResourceFailureException.class)
                    .hasStackTraceContaining("permission denied");
            assertThat(known.open(text, CONTENT.length)).contains(CONTENT);
        } finally {
            postgres.owner()
                    .sql()
                    .sql("grant select on identity.secret to " + program)
                    .update();
        }
    }

    @Test
    void aDatabaseThatIsAwayIsSaidToBe() throws IOException {
        PGSimpleDataSource nobodyThere = new PGSimpleDataSource();
        try (ServerSocket free = new ServerSocket(0)) {
            nobodyThere.setUrl("jdbc:postgresql://127.0.0.1:" + free.getLocalPort() + "/none?connectTimeout=2");
        }

        assertThatThrownBy(() -> new Signatures(new Database(nobodyThere), "any").sign(CONTENT))
                .isInstanceOf(DataAccessResourceFailureException.class);
    }
}
