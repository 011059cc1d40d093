package io.peakday.cli;

import io.peakday.benchkit.BenchModules;
import io.peakday.benchkit.Conditions;
import io.peakday.benchkit.Program;
import io.peakday.benchkit.Report;
import io.peakday.benchkit.ScratchFolder;
import io.peakday.benchkit.Suite;
import io.peakday.commandkit.HelpPosition;
import io.peakday.commandkit.Terminal;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@HelpPosition(90)
@Command(
        name = "bench",
        mixinStandardHelpOptions = true,
        description = {
            "Measures this program on this machine, on stores of its own, with the load generator in this process.",
            "Without a SUITE it runs all of them and takes about a quarter of an hour."
        })
final class BenchCommand implements Callable<Integer> {
    private final Program program;
    private final Terminal terminal;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(arity = "0..*", paramLabel = "SUITE", description = "Which; --list names them.")
    private List<String> suites = new ArrayList<>();

    @Option(names = "--list", description = "List the suites, and stop.")
    private boolean list;

    @Option(names = "--quick", description = "A few seconds a figure: to see that it runs, not for keeps.")
    private boolean quick;

    @Option(
            names = "--shoppers",
            paramLabel = "N",
            defaultValue = "32",
            description = "Connections at once (default: 32).")
    private int shoppers = 32;

    @Option(names = "--write", paramLabel = "FILE", description = "Write the figures into this page of Markdown.")
    private @Nullable Path page;

    BenchCommand(Program program, Terminal terminal) {
        this.program = program;
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (list) {
            BenchModules.suites().forEach(suite -> terminal.print("%-12s %s".formatted(suite.name(), suite.what())));
            return 0;
        }
        List<Suite> chosen = chosen();
        try (ScratchFolder scratch = ScratchFolder.make("peakday-bench-")) {
            Conditions conditions = new Conditions(program, quick, shoppers, scratch.path(), terminal::report);
            for (Suite suite : chosen) {
                List<String> section = suite.run(conditions);
                section.forEach(terminal::print);
                if (page != null) {
                    Report.write(page, suite.name(), section);
                }
            }
            return 0;
        }
    }

    /** Those that were asked for, in that order; all where none was. */
    private List<Suite> chosen() {
        List<Suite> all = BenchModules.suites();
        if (suites.isEmpty()) {
            return all;
        }
        List<Suite> chosen = new ArrayList<>();
        for (String name : suites) {
            chosen.add(all.stream()
                    .filter(suite -> suite.name().equals(name))
                    .findFirst()
                    .orElseThrow(() -> new ParameterException(
                            spec.commandLine(), "There is no suite '" + name + "'; --list names them.")));
        }
        return chosen;
    }
}
