package io.peakday.cli;

import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** How to start this program once more, with the same virtual machine, libraries and flags. */
final class SameProgram {
    private SameProgram() {}

    /**
     * The command line. It is put together from what the virtual machine reports of itself, because the operating system
     * cuts a command line as long as ours.
     *
     * @param keepFlag which of this process's own flags the other one gets as well
     * @param moreFlags for the virtual machine
     * @param arguments of the program
     */
    static List<String> command(Predicate<String> keepFlag, List<String> moreFlags, List<String> arguments) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(keepFlag)
                .forEach(command::add);
        command.addAll(moreFlags);
        command.add("-cp");
        command.add(System.getProperty("java.class.path"));
        command.add(Peakday.class.getName());
        command.addAll(arguments);
        return command;
    }
}
