package io.peakday.cli;

import io.peakday.commandkit.ExitCodes;
import io.peakday.commandkit.HelpPosition;
import io.peakday.commandkit.Terminal;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** Listed for {@code help}; the launcher runs the tests itself, before there is a program. */
@HelpPosition(900)
@Command(name = "test", mixinStandardHelpOptions = true, description = "Runs every test; see './peakday test --help'.")
final class TestCommand implements Callable<Integer> {
    private final Terminal terminal;

    TestCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        terminal.report("peakday: run the tests with ./peakday test, in the project's folder.");
        return ExitCodes.USAGE;
    }
}
