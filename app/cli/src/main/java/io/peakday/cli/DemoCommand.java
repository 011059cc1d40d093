package io.peakday.cli;

import io.peakday.demo.DemoLogins;
import io.peakday.demo.DemoStore;
import io.peakday.server.Store;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "demo",
        mixinStandardHelpOptions = true,
        description = {
            "Fills the store with the demo marketplace: products with pictures, sellers, customers, 90 days of orders,"
                    + " reviews.",
            "The same seed makes the same marketplace; running it again changes nothing."
        })
final class DemoCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Mixin
    private StoreChoice store = new StoreChoice();

    @Option(names = "--seed", paramLabel = "N", description = "What chance starts from (default: 2026).")
    private @Nullable Long seed;

    @Option(names = "--products", paramLabel = "N", description = "How many products (default: 2000).")
    private @Nullable Integer products;

    @Option(names = "--orders", paramLabel = "N", description = "How many orders (default: 9000).")
    private @Nullable Integer orders;

    DemoCommand(Terminal terminal) {
        this.terminal = terminal;
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
        try (Store opened = Store.offline(store.options(flags), (engine, step, elapsed) -> {})) {
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
