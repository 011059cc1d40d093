package io.peakday.benchkit;

import io.peakday.commandkit.HelpPosition;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.ServiceLoader;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;

/** The suites and drills of all systems that are on the class path. */
public final class BenchModules {
    private BenchModules() {}

    private static List<BenchModule> all() {
        return ServiceLoader.load(BenchModule.class).stream()
                .map(ServiceLoader.Provider::get)
                .toList();
    }

    /** All suites, in the order in which they are listed and run. */
    public static List<Suite> suites() {
        return suites(all());
    }

    /** @throws IllegalStateException if two have one name */
    static List<Suite> suites(Collection<? extends BenchModule> modules) {
        List<Suite> suites = modules.stream()
                .flatMap(module -> module.suites().stream())
                .sorted(Comparator.comparingInt(Suite::position).thenComparing(Suite::name))
                .toList();
        distinct("suites", suites.stream().map(Suite::name).toList());
        return suites;
    }

    /** All drills, in the order in which help lists them: by {@link HelpPosition}, equal ones by name. */
    public static List<Class<? extends Drill>> drills() {
        return drills(all());
    }

    /** @throws IllegalStateException if two have one name */
    static List<Class<? extends Drill>> drills(Collection<? extends BenchModule> modules) {
        List<Class<? extends Drill>> drills = modules.stream()
                .flatMap(module -> module.drills().stream())
                .sorted(Comparator.<Class<? extends Drill>>comparingInt(BenchModules::position)
                        .thenComparing(BenchModules::name))
                .collect(Collectors.toList());
        distinct("drills", drills.stream().map(BenchModules::name).toList());
        return List.copyOf(drills);
    }

    /**
     * What the one system brings that fills an interface which another's benchmarks or drills have declared; named in
     * {@code META-INF/services}, as a {@link BenchModule} is.
     *
     * @throws IllegalStateException if there is none
     */
    public static <T> T filling(Class<T> declared) {
        return ServiceLoader.load(declared)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no module brings a " + declared.getName()));
    }

    private static int position(Class<? extends Drill> drill) {
        HelpPosition position = drill.getAnnotation(HelpPosition.class);
        return position == null ? HelpPosition.DEFAULT : position.value();
    }

    private static String name(Class<? extends Drill> drill) {
        Command command = drill.getAnnotation(Command.class);
        if (command == null) {
            throw new IllegalStateException(drill.getName() + " is named as a drill and has no @Command.");
        }
        return command.name();
    }

    private static void distinct(String what, List<String> names) {
        for (String name : names) {
            if (names.indexOf(name) != names.lastIndexOf(name)) {
                throw new IllegalStateException("There are two " + what + " '" + name + "'.");
            }
        }
    }
}
