package io.peakday.cli;

import io.peakday.commandkit.CommandGroup;
import io.peakday.commandkit.HelpPosition;
import picocli.CommandLine.Command;

/** Its subcommands are those of the modules: {@link io.peakday.benchkit.BenchModules#drills}. */
@HelpPosition(100)
@Command(
        name = "drill",
        mixinStandardHelpOptions = true,
        description = "Rehearsals of busy days, at server processes of their own, judged by what is stored afterwards.")
final class DrillCommand extends CommandGroup {}
