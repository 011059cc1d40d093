package io.peakday.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.peakday.commandkit.CommandLineModule;
import io.peakday.commandkit.HelpPosition;
import io.peakday.commandkit.Terminal;
import io.peakday.engines.ModuleDescriptor;
import io.peakday.server.ModuleRegistry;
import java.io.OutputStream;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import picocli.CommandLine.Command;

class CommandsTest {
    @Command(name = "late")
    private static final class Late {}

    @HelpPosition(HelpPosition.DEFAULT)
    @Command(name = "early")
    private static final class Early {}

    @HelpPosition(5)
    @Command(name = "first")
    private static final class First {}

    @Command(name = "early")
    private static final class Double {}

    private static final class NoCommand {}

    @Test
    void helpListsTheCommandsOfTheProgramAndOfTheModulesAsItAlwaysDid() {
        assertThat(Peakday.commandLine(Terminal.standard()).getSubcommands().keySet())
                .containsExactly(
                        "up",
                        "down",
                        "status",
                        "routes",
                        "cluster",
                        "doctor",
                        "import",
                        "export",
                        "demo",
                        "bench",
                        "drill",
                        "events",
                        "audit",
                        "privacy",
                        "stock",
                        "sale",
                        "staff",
                        "api-keys",
                        "keys",
                        "test",
                        "help");
    }

    @Test
    void drillsAndSuitesAreListedAsTheyAlwaysWere() {
        assertThat(Peakday.commandLine(Terminal.standard())
                        .getSubcommands()
                        .get("drill")
                        .getSubcommands()
                        .keySet())
                .containsExactly("oversell", "flash-sale");
        List<String> said = new ArrayList<>();
        PrintStream out = new PrintStream(OutputStream.nullOutputStream(), true, UTF_8) {
            @Override
            public void println(String line) {
                said.add(line);
            }
        };

        assertThat(Peakday.commandLine(new Terminal(out, System.err, false)).execute("bench", "--list"))
                .isZero();

        assertThat(said)
                .containsExactly(
                        "pages        Pages: products and search, HTML and JSON",
                        "shopping     Carts and checkouts, durable",
                        "sale         Sale day: claims of one hot item, over HTTP",
                        "events       Events from outbox to handler",
                        "import       Import until found by searching",
                        "search       Search latency",
                        "limits       Limits: what a decision costs",
                        "relevance    Search relevance by people's ratings");
    }

    @Test
    void commandsAreListedByPositionAndThenByName() {
        assertThat(Commands.listed(List.of(Late.class, Early.class, First.class)))
                .containsExactly(First.class, Early.class, Late.class);
    }

    @Test
    void twoCommandsOfOneNameStopTheProgramAndBothAreNamed() {
        assertThatThrownBy(() -> Commands.listed(List.of(Early.class, Late.class, Double.class)))
                .hasMessageContainingAll("two commands 'early'", Early.class.getName(), Double.class.getName());
    }

    @Test
    void whatIsNoCommandIsNamed() {
        assertThatThrownBy(() -> Commands.listed(List.of(NoCommand.class)))
                .hasMessageContainingAll(NoCommand.class.getName(), "@Command");
    }

    @Test
    void theCommandsOfAModuleLiveInItsPackageForThem() {
        int found = 0;
        for (Class<? extends ModuleDescriptor> module : ModuleRegistry.all()) {
            if (ModuleDescriptor.of(module) instanceof CommandLineModule described) {
                for (Class<?> command : described.commands()) {
                    found++;
                    assertThat(command.getPackageName()).isEqualTo(module.getPackageName() + ".command");
                }
            }
        }
        assertThat(found).isGreaterThanOrEqualTo(9);
    }
}
