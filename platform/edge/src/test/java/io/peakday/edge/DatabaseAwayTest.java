package io.peakday.edge;

import static org.assertj.core.api.Assertions.assertThat;

import io.peakday.engines.Database;
import io.peakday.testkit.SteppedClock;
import java.net.ServerSocket;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;

class DatabaseAwayTest {
    @Test
    void whatNeedsTheDatabaseIsAskedToRetryLaterAndTheRestGoesOn() throws Exception {
        PGSimpleDataSource nobodyThere = new PGSimpleDataSource();
        try (ServerSocket free = new ServerSocket(0)) {
            nobodyThere.setUrl("jdbc:postgresql://127.0.0.1:" + free.getLocalPort() + "/none?connectTimeout=2");
        }
        try (WebNode node = WebNode.start(new Database(nobodyThere), new SteppedClock(), ProbeRoutes.class)) {
            var read = node.get("/api/v1/store?value=x");
            assertThat(read.statusCode()).isEqualTo(503);
            assertThat(read.body()).contains("database.unavailable", "\"retry\":true");
            assertThat(read.headers().firstValue("Retry-After")).isPresent();
            assertThat(node.post("/api/v1/anything", "database-away", "{}").statusCode())
                    .isEqualTo(503);
            assertThat(node.get("/hot/a").statusCode()).isEqualTo(200);
        }
    }
}
