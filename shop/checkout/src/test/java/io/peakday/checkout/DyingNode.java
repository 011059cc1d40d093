package io.peakday.checkout;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.peakday.engines.Database;
import java.time.InstantSource;
import java.util.UUID;

/**
 * A node of the shop in a process of its own: places one checkout (and gives it up, if asked to) and dies on the way where the
 * system property {@value CheckoutSteps#KILL_AT} says.
 *
 * <p>Arguments: database URL, user, password, cart, checkout, card number, {@code place} or {@code abandon}.
 */
final class DyingNode {
    private DyingNode() {}

    public static void main(String[] args) {
        var config = new HikariConfig();
        config.setJdbcUrl(args[0]);
        config.setUsername(args[1]);
        config.setPassword(args[2]);
        config.setMaximumPoolSize(4);
        try (var pool = new HikariDataSource(config)) {
            var stage = new Stage(new Database(pool), InstantSource.system(), CheckoutSteps.fromSystemProperties());
            UUID cart = UUID.fromString(args[3]);
            UUID checkout = UUID.fromString(args[4]);
            System.out.println(stage.checkout.place(stage.request(checkout, cart, args[5], null)));
            if (args[6].equals("abandon")) {
                System.out.println(stage.checkout.abandon(checkout));
            }
        }
        System.exit(0);
    }
}
