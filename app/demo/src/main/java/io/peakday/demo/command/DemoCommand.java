package io.peakday.demo.command;

import io.peakday.commandkit.HelpPosition;
import io.peakday.commandkit.OpenStore;
import io.peakday.commandkit.StoreChoice;
import io.peakday.commandkit.Terminal;
import io.peakday.demo.DemoLogins;
import io.peakday.demo.DemoStore;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@HelpPosition(80)
@Command(
        name = "demo",
        mixinStandardHelpOptions = true,
        description = {
            "Fills the store with the demo marketplace: products with pictures, sellers, customers, 90 days of orders,"
                    + " reviews.",
            "The same seed makes the same marketplace; running it again changes nothing."
        })
public final class DemoCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Mixin
    private final StoreChoice store;

    @Option(names = "--seed", paramLabel = "N", description = "What chance starts from (default: 2026).")
    private @Nullable Long seed;

    @Option(names = "--products", paramLabel = "N", description = "How many products (default: 2000).")
    private @Nullable Integer products;

    @Option(names = "--orders", paramLabel = "N", description = "How many orders (default: 9000).")
    private @Nullable Integer orders;

    DemoCommand(Terminal terminal, StoreChoice store) {
        this.terminal = terminal;
        this.store = store;
    }

    @Override
    public Integer call() {
        Map<String, String> flags = new HashMap<>();
        if (seed != null) {
            flags.put("peakday.demo.seed", seed.toString());
        }
        if (products != null) {
            flags.put("peakday.demo.products", products.toString());
        }
        if (orders != null) {
            flags.put("peakday.demo.orders", orders.toString());
        }
        try (OpenStore opened = store.open(flags)) {
            long began = System.nanoTime();
            opened.bean(DemoStore.class)
                    .fill((step, done, total) -> terminal.progress(
                            "Demo store", done, total, step, Duration.ofNanos(System.nanoTime() - began)));
            terminal.print(
                    "The demo marketplace is there (" + Terminal.seconds(Duration.ofNanos(System.nanoTime() - began))
                            + "). Logins, all with the password " + DemoLogins.PASSWORD + ":");
            terminal.print("  customer   " + DemoLogins.CUSTOMER);
            DemoLogins.STAFF.forEach(login -> terminal.print("  staff      " + login.email()));
            return 0;
        }
    }
}
