package io.peakday.cli;

import io.peakday.commandkit.CommandLineModule;
import io.peakday.commandkit.HelpPosition;
import io.peakday.engines.ModuleDescriptor;
import io.peakday.server.ModuleRegistry;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;

/** The commands there are: the program's own, and those of the modules. */
final class Commands {
    private static final List<Class<?>> OWN = List.of(
            UpCommand.class,
            DownCommand.class,
            StatusCommand.class,
            RoutesCommand.class,
            ClusterCommand.class,
            DoctorCommand.class,
            BenchCommand.class,
            DrillCommand.class,
            TestCommand.class,
            HelpCommand.class);

    private Commands() {}

    /** The modules that have a part in the command line; the others are not even initialized, so that it starts without them. */
    static List<CommandLineModule> modules() {
        List<CommandLineModule> modules = new ArrayList<>();
        for (Class<? extends ModuleDescriptor> module : ModuleRegistry.all()) {
            if (CommandLineModule.class.isAssignableFrom(module)) {
                modules.add((CommandLineModule) ModuleDescriptor.of(module));
            }
        }
        return modules;
    }

    /** All of them, as 'help' lists them. */
    static List<Class<?>> all() {
        List<Class<?>> all = new ArrayList<>(OWN);
        modules().forEach(module -> all.addAll(module.commands()));
        return listed(all);
    }

    /** @throws IllegalStateException if one is no command, or two have one name */
    static List<Class<?>> listed(List<Class<?>> commands) {
        Map<String, Class<?>> byName = new HashMap<>();
        for (Class<?> command : commands) {
            Class<?> other = byName.put(name(command), command);
            if (other != null) {
                throw new IllegalStateException("There are two commands '" + name(command) + "': " + other.getName()
                        + " and " + command.getName() + ". One of them needs another name.");
            }
        }
        return commands.stream()
                .sorted(Comparator.<Class<?>>comparingInt(Commands::position).thenComparing(Commands::name))
                .toList();
    }

    private static String name(Class<?> type) {
        Command command = type.getAnnotation(Command.class);
        if (command == null) {
            throw new IllegalStateException(type.getName() + " is listed as a command and has no @Command.");
        }
        return command.name();
    }

    private static int position(Class<?> type) {
        HelpPosition position = type.getAnnotation(HelpPosition.class);
        return position == null ? HelpPosition.DEFAULT : position.value();
    }
}
