package io.peakday.cli;

import io.peakday.engines.EmbeddedLogins;
import io.peakday.engines.EngineSettings;
import io.peakday.engines.Login;
import io.peakday.kernel.Failure;
import io.peakday.server.RunningNode;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/** A connection of 'doctor' to the store's database, as the program's role, that only reads and gives up after seconds. */
final class DatabaseLogin {
    private static final String SECONDS = "5";

    private DatabaseLogin() {}

    static boolean embedded(EngineSettings settings) {
        String url = settings.postgres().url();
        return url == null || url.isBlank();
    }

    /** @param node whose database it is, if that is embedded */
    static Connection open(EngineSettings settings, @Nullable RunningNode node) throws SQLException {
        Properties login = new Properties();
        String url = settings.postgres().url();
        if (url == null || url.isBlank()) {
            if (node == null) {
                throw Failure.unavailable("doctor.database", "the embedded database does not run", null);
            }
            url = node.jdbcUrl();
            Login program = EmbeddedLogins.ofStore(settings.folder()).program();
            login.setProperty("user", program.user());
            login.setProperty("password", program.password());
        } else {
            login.setProperty("user", String.valueOf(settings.postgres().user()));
            login.setProperty("password", String.valueOf(settings.postgres().password()));
        }
        login.setProperty("loginTimeout", SECONDS);
        login.setProperty("socketTimeout", SECONDS);
        login.setProperty("readOnly", "true");
        return DriverManager.getConnection(url, login);
    }
}
