package io.peakday.feeds;

import static org.assertj.core.api.Assertions.assertThat;

import io.peakday.catalog.Product;
import io.peakday.catalog.Variant;
import io.peakday.testkit.Seeds;
import io.peakday.testkit.TestDatabase;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

class ResumeTest {
    @RegisterExtension
    static final TestDatabase postgres = Exchange.database();

    private static final Mapping GENERATED = Mapping.shipped("generated");

    @TempDir
    Path folder;

    final Exchange exchange = new Exchange(postgres.database());

    /** Stands for a kill: nothing is done after it that a killed process would not do. */
    private static final class Killed extends Error {
        private static final long serialVersionUID = 1L;
    }

    @Test
    void anImportKilledAtRandomPointsDealsWithEveryRowOnce() throws IOException {
        Path file = sample(11, 6_000);
        Random random = new Random(Seeds.of(ResumeTest.class));
        Map<UUID, Integer> stock = new HashMap<>();
        long before = exchange.products();
        ImportReport report = null;
        int kills = 0;
        while (report == null) {
            int[] left = {1 + random.nextInt(4)};
            boolean inTransaction = random.nextBoolean();
            try {
                report = exchange.run(
                        file,
                        GENERATED,
                        folder.resolve("rejects.csv"),
                        levels -> {
                            levels.forEach(level -> stock.put(level.variantId(), level.onHand()));
                            if (inTransaction && --left[0] < 0) {
                                throw new Killed();
                            }
                        },
                        (rows, bytes, total) -> {
                            if (!inTransaction && rows < 6_006 && --left[0] < 0) {
                                throw new Killed();
                            }
                        });
            } catch (Killed e) {
                kills++;
            }
        }

        assertThat(kills).isPositive();
        assertThat(report.resumedAfter()).isPositive();
        assertThat(report.created()).isEqualTo(6_000);
        assertThat(report.rejected()).isEqualTo(6);
        assertThat(report.rows()).isEqualTo(6_006);
        assertThat(exchange.products()).isEqualTo(before + 6_000);
        assertThat(exchange.count("events.outbox where topic = 'catalog' and type = 'product.changed'"))
                .isEqualTo(exchange.products());
        assertThat(stock).containsKeys(variants("gen-11-"));
        List<String> rejects = Files.readAllLines(folder.resolve("rejects.csv"));
        Set<String> distinct = new HashSet<>(rejects);
        assertThat(rejects).hasSize(7).hasSameSizeAs(distinct);

        ImportReport again = exchange.run(file, GENERATED, folder.resolve("rejects.csv"));
        assertThat(again.unchanged()).isEqualTo(6_000);
        assertThat(again.resumedAfter()).isZero();
    }

    @Test
    void aKilledProcessLeavesWhatTheNextOneGoesOnFrom() throws Exception {
        Path file = sample(12, 8_000);
        Random random = new Random(Seeds.of(ResumeTest.class));
        for (int kill = 0; kill < 2; kill++) {
            Process process = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-Xmx256m",
                            "-XX:+UseSerialGC",
                            "-cp",
                            System.getProperty("java.class.path"),
                            ImportingProgram.class.getName(),
                            postgres.url(),
                            postgres.user(),
                            postgres.password(),
                            file.toString(),
                            folder.resolve("rejects.csv").toString())
                    .redirectErrorStream(true)
                    .start();
            int batches = 2 + random.nextInt(4);
            try (var lines = process.inputReader()) {
                for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                    if (line.startsWith("reached") && --batches == 0) {
                        process.destroyForcibly();
                        break;
                    }
                }
            }
            assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
            assertThat(batches).isLessThanOrEqualTo(0);
        }

        ImportReport report = exchange.run(file, GENERATED, folder.resolve("rejects.csv"));
        assertThat(report.resumedAfter()).isPositive();
        assertThat(report.created()).isEqualTo(8_000);
        List<Product> imported = exchange.products("gen-12-");
        assertThat(imported).hasSize(8_000);
        String ids = imported.stream().map(product -> "'" + product.id() + "'").collect(Collectors.joining(", "));
        assertThat(exchange.count("events.outbox where key in (" + ids + ")")).isEqualTo(8_000);
        assertThat(Files.readAllLines(folder.resolve("rejects.csv"))).hasSize(9);
    }

    private UUID[] variants(String products) {
        return exchange.products(products).stream()
                .flatMap(product -> product.variants().stream())
                .map(Variant::id)
                .toArray(UUID[]::new);
    }

    /** The generated sample with a bad line after every thousand. */
    private Path sample(long seed, int products) throws IOException {
        Path whole = folder.resolve("whole.jsonl");
        try (OutputStream out = Files.newOutputStream(whole)) {
            GeneratedCatalog.write(out, seed, products);
        }
        StringBuilder text = new StringBuilder();
        List<String> lines = Files.readAllLines(whole);
        for (int i = 0; i < lines.size(); i++) {
            text.append(lines.get(i)).append('\n');
            if (i % 1000 == 999) {
                text.append("bad line ").append(i).append('\n');
            }
        }
        return Files.write(folder.resolve("sample.jsonl"), text.toString().getBytes(StandardCharsets.UTF_8));
    }
}
