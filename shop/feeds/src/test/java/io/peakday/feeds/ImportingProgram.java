package io.peakday.feeds;

import com.zaxxer.hikari.HikariDataSource;
import io.peakday.engines.Database;
import java.nio.file.Path;

/** A process that imports, so that a test can kill it: url, user, password, file, rejects. */
final class ImportingProgram {
    private ImportingProgram() {}

    public static void main(String[] arguments) {
        try (HikariDataSource pool = new HikariDataSource()) {
            pool.setJdbcUrl(arguments[0]);
            pool.setUsername(arguments[1]);
            pool.setPassword(arguments[2]);
            pool.setMaximumPoolSize(4);
            new Exchange(new Database(pool))
                    .run(
                            Path.of(arguments[3]),
                            Mapping.shipped("generated"),
                            Path.of(arguments[4]),
                            StockSink.NONE,
                            (rows, bytes, total) -> System.out.println("reached " + rows));
        }
    }
}
