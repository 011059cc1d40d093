package io.peakday.cli;

import io.peakday.commandkit.ExitCodes;
import io.peakday.commandkit.HelpPosition;
import io.peakday.commandkit.Terminal;
import io.peakday.kernel.Processes;
import io.peakday.server.RunningNode;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@HelpPosition(20)
@Command(
        name = "down",
        mixinStandardHelpOptions = true,
        description = "Stops the running store: requests under way finish, the engines stop cleanly.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:stopped", "1:did not stop in time", "3:was not running"})
final class DownCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Mixin
    private ChosenStore store = new ChosenStore();

    @Option(
            names = "--timeout",
            paramLabel = "SECONDS",
            defaultValue = "60",
            description = "How long to wait (default: ${DEFAULT-VALUE}).")
    private int timeout = 60;

    DownCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws InterruptedException {
        Optional<ProcessHandle> process = store.running().flatMap(RunningNode::process);
        if (process.isEmpty()) {
            terminal.report("No store is running in " + store.folder() + ".");
            return ExitCodes.NOT_RUNNING;
        }
        long began = System.nanoTime();
        process.get().destroy();
        if (!Processes.awaitEnd(process.get(), Duration.ofSeconds(timeout))) {
            terminal.report("The store (process " + process.get().pid() + ") did not stop within " + timeout
                    + " s. It may be finishing long requests; run 'peakday down' again to go on waiting.");
            return ExitCodes.FAILED;
        }
        terminal.print("Stopped (" + Terminal.seconds(Duration.ofNanos(System.nanoTime() - began)) + ").");
        return 0;
    }
}
