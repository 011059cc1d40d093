package io.peakday.cli;

import io.peakday.engines.EngineSettings;
import io.peakday.engines.SqlTime;
import io.peakday.kernel.ProgramClock;
import io.peakday.server.RunningNode;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

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

    static String of(EngineSettings own, RunningNode node) throws SQLException {
        try (Connection database = DatabaseLogin.open(own, node);
                Statement statement = database.createStatement();
                ResultSet row = statement.executeQuery(READ)) {
            return said(row);
        }
    }

    private static String said(ResultSet row) throws SQLException {
        List<String> keys = new ArrayList<>();
        boolean old = false;
        while (row.next()) {
            Duration age = Duration.between(
                    SqlTime.instant(row, 2), ProgramClock.instance().instant());
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
