package io.peakday.sale.bench;

import io.peakday.benchkit.Drill;
import io.peakday.benchkit.Program;
import io.peakday.commandkit.HelpPosition;
import io.peakday.commandkit.Terminal;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@HelpPosition(20)
@Command(
        name = "flash-sale",
        mixinStandardHelpOptions = true,
        description = {
            "A sought-after item goes on sale and everybody presses the button in the same second, each with a session of"
                    + " their own, over HTTP, at server processes of their own. Most who get a unit pay; what the others"
                    + " hold goes to those who keep asking. Faults can be injected in the middle of it.",
            "Then what is stored is audited, and a page of HTML says what happened. Leaves nothing behind but that page."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:every rule held", "1:a rule was broken"})
final class FlashSaleCommand extends Drill {
    /** Longer than a rehearsal takes besides its hold and what stands still. */
    private static final Duration LONGEST = Duration.ofMinutes(30);

    private final Program program;
    private final Terminal terminal;

    @Option(
            names = "--buyers",
            paramLabel = "N",
            defaultValue = "10000",
            description = "1 to 1,000,000 (default: 10,000).")
    private int buyers = 10_000;

    @Option(names = "--units", paramLabel = "N", defaultValue = "100", description = "Units allocated (default: 100).")
    private int units = 100;

    @Option(
            names = "--nodes",
            paramLabel = "N",
            defaultValue = "3",
            description = "Server processes on the same engines, 1 to 8 (default: 3).")
    private int nodes = 3;

    @Option(
            names = "--hold",
            paramLabel = "SECONDS",
            defaultValue = "20",
            description = "How long a claim waits for its payment, 10 to 600 (default: 20).")
    private int hold = 20;

    @Option(names = "--kill-node", description = "Kill a server process with SIGKILL while units are given out.")
    private boolean killNode;

    @Option(
            names = "--restart-postgres",
            description = "Kill the database server with SIGKILL then; it is started again.")
    private boolean restartPostgres;

    @Option(
            names = "--stop-node",
            description = "Stop a server process with SIGSTOP then, with requests in hand, and wake it later.")
    private boolean stopNode;

    @Option(
            names = "--stop-postgres",
            description = "Stop all processes of the database server then, and wake them later.")
    private boolean stopPostgres;

    @Option(
            names = "--slow-disk",
            description =
                    "Make every durable commit take 20 ms longer (by commit_delay, which stands in for a slow disk).")
    private boolean slowDisk;

    @Option(
            names = "--stop-disk",
            description = "Let no commit return for a while (PostgreSQL waits for a standby server that does not exist,"
                    + " which stands in for a disk that hangs).")
    private boolean stopDisk;

    @Option(
            names = "--stop",
            paramLabel = "SECONDS",
            defaultValue = "15",
            description = "How long what is stopped stands still, 1 to 120 (default: 15).")
    private int stop = 15;

    @Option(
            names = "--all",
            description = "One drill after the other with each fault by itself, and what is stopped stands still for a"
                    + " minute. A page for each.")
    private boolean all;

    @Option(names = "--clock-skew", description = "Set the clock of the last node three minutes ahead.")
    private boolean clockSkew;

    @Option(
            names = "--report",
            paramLabel = "FILE",
            description = "Where the page goes (default: flash-sale.html in the current folder).")
    private Path report = Path.of("flash-sale.html");

    FlashSaleCommand(Program program, Terminal terminal) {
        this.program = program;
        this.terminal = terminal;
    }

    @Override
    protected boolean rehearse() throws IOException, InterruptedException {
        if (!all) {
            return run(faults(), Duration.ofSeconds(stop), report);
        }
        List<Fault> broken = new ArrayList<>();
        for (Fault fault : Fault.values()) {
            terminal.print("");
            terminal.print("Fault: " + fault.words() + ".");
            if (!run(Set.of(fault), FlashSalePlan.LONG_STOP, page(fault))) {
                broken.add(fault);
            }
        }
        terminal.print("");
        terminal.print(
                broken.isEmpty()
                        ? "Every rule held under each fault."
                        : "Rules were broken when "
                                + broken.stream().map(Fault::words).collect(Collectors.joining("; and when ")) + ".");
        return broken.isEmpty();
    }

    /** Returns whether every rule held. */
    private boolean run(Set<Fault> faults, Duration stands, Path page) throws IOException, InterruptedException {
        FlashSalePlan plan = new FlashSalePlan(buyers, units, nodes, Duration.ofSeconds(hold), faults, stands);
        FlashSaleResult result = once(
                LONGEST.plus(plan.hold()).plus(stands),
                scratch -> new FlashSaleDrill(program, plan, scratch, terminal::report).run());
        FlashSaleReport.write(result, page);
        result.figures()
                .forEach(line -> terminal.print(String.format(Locale.ROOT, "  %-44s %s", line.name(), line.value())));
        result.checks()
                .forEach(check -> terminal.print(String.format(
                        Locale.ROOT,
                        "  %s %s (%s)",
                        check.holds() ? "ok    " : "BROKEN",
                        check.rule(),
                        check.found())));
        terminal.print("The page: " + page.toAbsolutePath());
        return result.passed();
    }

    /** Beside the page of one drill: {@code flash-sale-stop-node.html}. */
    private Path page(Fault fault) {
        String name = String.valueOf(report.getFileName()).replaceFirst("\\.html$", "");
        return report.resolveSibling(
                name + "-" + fault.name().toLowerCase(Locale.ROOT).replace('_', '-') + ".html");
    }

    private Set<Fault> faults() {
        Map<Fault, Boolean> asked = Map.of(
                Fault.KILL_NODE, killNode,
                Fault.RESTART_POSTGRES, restartPostgres,
                Fault.STOP_NODE, stopNode,
                Fault.STOP_POSTGRES, stopPostgres,
                Fault.SLOW_DISK, slowDisk,
                Fault.STOP_DISK, stopDisk,
                Fault.CLOCK_SKEW, clockSkew);
        Set<Fault> faults = EnumSet.noneOf(Fault.class);
        asked.forEach((fault, wanted) -> {
            if (wanted) {
                faults.add(fault);
            }
        });
        return faults;
    }
}
