package io.peakday.benchkit;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * One of what {@code peakday bench} measures, named by a system's {@link BenchModule}.
 *
 * @param name by which it is asked for: {@code sale}
 * @param position lower ones come first, in the list and when all are run; equal ones in the order of their names
 * @param what it measures, in a line; the heading of its section of the report
 * @param measuring does it
 */
public record Suite(String name, int position, String what, Measuring measuring) {
    /** Longer than any suite takes. */
    private static final Duration LONGEST = Duration.ofMinutes(30);

    /** Measures. */
    @FunctionalInterface
    public interface Measuring {
        /** The lines of the section of the report, without its heading. */
        List<String> lines(Conditions conditions) throws IOException, InterruptedException;
    }

    /** Measures without a node. */
    @FunctionalInterface
    public interface InThisProcess {
        List<Figure> measure(Conditions conditions) throws IOException, InterruptedException;
    }

    /** Measures at a node. */
    @FunctionalInterface
    public interface AtANode {
        List<Figure> measure(Subject subject, Conditions conditions) throws IOException, InterruptedException;
    }

    /** A suite whose section is a table of figures. */
    public static Suite inThisProcess(String name, int position, String what, InThisProcess measure) {
        return new Suite(name, position, what, conditions -> Report.table(measure.measure(conditions)));
    }

    /**
     * A suite whose section is a table of figures of a node with a store of its own, in a process of its own.
     *
     * @param more arguments of the node's {@code up}, such as {@code --empty}
     */
    public static Suite atANode(String name, int position, String what, AtANode measure, String... more) {
        return new Suite(name, position, what, conditions -> {
            Path data = conditions.data().resolve(name);
            conditions.progress().accept("Starting a store of its own …");
            try (Subject subject = Subject.start(conditions.program(), data, more)) {
                return Report.table(measure.measure(subject, conditions));
            }
        });
    }

    /**
     * Runs it. Returns the lines of its section of the report.
     *
     * @throws io.peakday.kernel.Failure {@code bench.too-long} if it does not end
     */
    public List<String> run(Conditions conditions) throws IOException, InterruptedException {
        List<String> section = new ArrayList<>(List.of("", "## " + what, ""));
        section.addAll(TimeLimit.within(LONGEST, "suite '" + name + "'", () -> measuring.lines(conditions)));
        section.add("");
        return section;
    }
}
