package io.peakday.cli;

import io.peakday.benchkit.BenchModules;
import io.peakday.commandkit.ExitCodes;
import io.peakday.commandkit.Terminal;
import io.peakday.kernel.Failure;
import io.peakday.kernel.FieldError;
import io.peakday.server.Version;
import io.peakday.server.settings.Spelling;
import java.util.Comparator;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.UnmatchedArgumentException;

/**
 * The program's main class.
 *
 * <p>Exit codes: 0 it worked, 1 it did not, 2 the command line is wrong, 3 the store is not running (of {@code status}
 * and {@code down}), 130 interrupted.
 */
@Command(
        name = "peakday",
        synopsisSubcommandLabel = "COMMAND",
        description = "The systems behind a very large online marketplace, as one program.",
        mixinStandardHelpOptions = true,
        versionProvider = Peakday.Versions.class,
        commandListHeading = "%nCommands:%n",
        footerHeading = "%nStart here:%n",
        footer = {
            "  peakday up               open a store with a demo catalogue",
            "  peakday test             run every test",
            "  peakday COMMAND --help   what a command does and takes"
        })
public final class Peakday implements Runnable {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getOut());
    }

    public static void main(String[] arguments) {
        System.exit(run(Terminal.standard(), arguments));
    }

    /** A command whose result nobody could read has not worked: a password that is shown once would be lost. */
    static int run(Terminal terminal, String... arguments) {
        int status = commandLine(terminal).execute(arguments);
        if (status == 0 && terminal.isCutOff()) {
            terminal.report(
                    "peakday: what was to be printed could not be written: standard output is closed, or its disk is full.");
            return ExitCodes.FAILED;
        }
        return status;
    }

    static CommandLine commandLine(Terminal terminal) {
        CommandLine line = new CommandLine(new Peakday(), new CommandFactory(terminal));
        Commands.all().forEach(line::addSubcommand);
        for (CommandLine command : line.getSubcommands().values()) {
            if (command.getCommand() instanceof DrillCommand) {
                BenchModules.drills().forEach(command::addSubcommand);
            }
        }
        line.setCaseInsensitiveEnumValuesAllowed(true);
        line.setUsageHelpAutoWidth(true);
        line.setParameterExceptionHandler((e, given) -> wrongUsage(e, terminal));
        line.setExecutionExceptionHandler((e, command, result) -> failed(e, terminal));
        return line;
    }

    private static int wrongUsage(ParameterException e, Terminal terminal) {
        CommandSpec command = e.getCommandLine().getCommandSpec();
        terminal.report("peakday: " + said(e, command));
        List<String> similar = e instanceof UnmatchedArgumentException unmatched ? similar(unmatched) : List.of();
        if (!similar.isEmpty()) {
            terminal.report("Did you mean " + String.join(" or ", similar) + "?");
        }
        terminal.report("See '" + command.qualifiedName() + " --help'.");
        return ExitCodes.USAGE;
    }

    private static String said(ParameterException e, CommandSpec command) {
        if (!(e instanceof UnmatchedArgumentException unmatched)) {
            return String.valueOf(e.getMessage()).replace("option option", "option");
        }
        String given = unmatched.getUnmatched().getFirst();
        if (unmatched.isUnknownOption()) {
            return "'" + command.qualifiedName() + "' has no option " + given + ".";
        }
        return command.subcommands().isEmpty()
                ? "'" + command.qualifiedName() + "' does not take '" + given + "'."
                : "there is no command '" + given + "'.";
    }

    /** Options and commands that look like the one given; at most two. */
    private static List<String> similar(UnmatchedArgumentException unmatched) {
        CommandSpec command = unmatched.getCommandLine().getCommandSpec();
        String given = unmatched.getUnmatched().getFirst();
        return (unmatched.isUnknownOption() ? command.optionsMap() : command.subcommands())
                .keySet().stream()
                        .filter(name -> name.length() > 2 && Spelling.distance(given, name) <= given.length() / 3)
                        .sorted(Comparator.comparingInt(name -> Spelling.distance(given, name)))
                        .limit(2)
                        .toList();
    }

    private static int failed(Exception e, Terminal terminal) {
        Throwable cause = e;
        while (cause != null && !(cause instanceof Failure)) {
            cause = cause.getCause();
        }
        if (cause instanceof Failure failure) {
            terminal.report("peakday: " + failure.detail());
            boolean mentioned =
                    failure.fields().stream().allMatch(field -> failure.detail().contains(field.message()));
            if (!mentioned) {
                for (FieldError field : failure.fields()) {
                    terminal.report("  " + field.field() + ": " + field.message());
                }
            }
            return ExitCodes.FAILED;
        }
        if (System.getenv("PEAKDAY_DEBUG") != null) {
            e.printStackTrace();
        }
        String message = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
        terminal.report("peakday: something unexpected went wrong: "
                + message.lines().findFirst().orElse("") + " (set PEAKDAY_DEBUG=1 to see where)");
        return ExitCodes.FAILED;
    }

    /** Prints the version of the jar. */
    static final class Versions implements IVersionProvider {
        @Override
        public String[] getVersion() {
            return new String[] {"Peakday " + Version.current() + " on Java " + Runtime.version()};
        }
    }
}
