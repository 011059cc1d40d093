package io.peakday.cli;

import io.peakday.commandkit.CommandGroup;
import io.peakday.commandkit.HelpPosition;
import picocli.CommandLine.Command;

/** Its subcommands are brought by the systems: {@link io.peakday.benchkit.BenchModules#drills}. */
@HelpPosition(100)
@Command(
        name = "drill",
        mixinStandardHelpOptions = true,
        description = "Rehearsals of busy days, at server processes of their own, judged by the books.")
final class DrillCommand extends CommandGroup {}
