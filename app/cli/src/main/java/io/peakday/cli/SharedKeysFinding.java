package io.peakday.cli;

import io.peakday.engines.EngineSettings;
import io.peakday.server.RunningNode;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;

/** What 'doctor' says about the keys that nodes share: their names and ages, read from the database of a running node. */
final class SharedKeysFinding {
    private static final Duration OLD = Duration.ofDays(365);

    private static final String READ = """
            select name, coalesce(rotated_at, created_at), previous_until > clock_timestamp() from identity.secret
            union all
            select 'webhook:' || provider, coalesce(rotated_at, created_at), previous_until > clock_timestamp()
              from payments.webhook_secret
             order by 1""";

    private SharedKeysFinding() {}

    static String of(EngineSettings own, RunningNode node, Path data) throws SQLException {
        String given = own.postgres().url();
        boolean embedded = given == null || given.isBlank();
        Map<String, String> beside = embedded ? node.settingsBeside(data) : Map.of();
        Properties login = new Properties();
        login.setProperty(
                "user",
                embedded
                        ? beside.get("peakday.engines.postgres.user")
                        : String.valueOf(own.postgres().user()));
        login.setProperty(
                "password",
                embedded
                        ? beside.get("peakday.engines.postgres.password")
                        : String.valueOf(own.postgres().password()));
        login.setProperty("loginTimeout", "5");
        login.setProperty("socketTimeout", "5");
        login.setProperty("readOnly", "true");
        try (Connection database = DriverManager.getConnection(embedded ? node.jdbcUrl() : given, login);
                Statement statement = database.createStatement();
                ResultSet row = statement.executeQuery(READ)) {
            return said(row);
        }
    }

    private static String said(ResultSet row) throws SQLException {
        List<String> keys = new ArrayList<>();
        boolean old = false;
        while (row.next()) {
            Duration age =
                    Duration.between(row.getObject(2, OffsetDateTime.class).toInstant(), Instant.now());
            old |= age.compareTo(OLD) > 0;
            keys.add(row.getString(1) + " (" + age.toDays() + " days" + (row.getBoolean(3) ? ", two count" : "") + ")");
        }
        if (keys.isEmpty()) {
            return "none needed yet";
        }
        return String.join(", ", keys)
                + (old ? "; over a year old: 'peakday keys rotate --all' replaces them, and nobody notices" : "");
    }
}
