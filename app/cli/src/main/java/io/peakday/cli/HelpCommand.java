package io.peakday.cli;

import io.peakday.commandkit.HelpPosition;
import io.peakday.commandkit.Terminal;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import picocli.CommandLine.UnmatchedArgumentException;

@HelpPosition(910)
@Command(name = "help", mixinStandardHelpOptions = true, description = "Lists the commands, or explains one.")
final class HelpCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(arity = "0..1", paramLabel = "COMMAND", description = "The command to explain.")
    private @Nullable String command;

    HelpCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        CommandLine all = spec.parent().commandLine();
        if (command == null) {
            terminal.print(all.getUsageMessage());
            return 0;
        }
        CommandLine one = all.getSubcommands().get(command);
        if (one == null) {
            throw new UnmatchedArgumentException(all, List.of(command));
        }
        terminal.print(one.getUsageMessage());
        return 0;
    }
}
