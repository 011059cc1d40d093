package io.peakday.testnode;

import io.peakday.commandkit.ExitCodes;
import io.peakday.commandkit.OpenStore;
import io.peakday.commandkit.StoreChoice;
import io.peakday.commandkit.Terminal;
import io.peakday.engines.ProgramModules;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.lang.reflect.Constructor;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.IFactory;

/**
 * What a module's command did in this process, on a node that a test has open. How the program opens stores, and how it reports failures, is
 * for its own tests.
 *
 * @param code what it returned
 * @param printed its results
 * @param messages how it went, and the failure that ended it
 * @param audited what it noted by {@link OpenStore#audit}: {@code action subject}
 */
public record CommandRun(int code, String printed, String messages, List<String> audited) {
    /** Runs a command with these arguments. */
    public static CommandRun on(TestNode node, Class<?> command, String... arguments) {
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        ByteArrayOutputStream messages = new ByteArrayOutputStream();
        List<String> audited = new ArrayList<>();
        Terminal terminal = new Terminal(stream(printed), stream(messages), false);
        CommandLine line = new CommandLine(command, new Factory(terminal, node, audited));
        line.setCaseInsensitiveEnumValuesAllowed(true);
        line.setExecutionExceptionHandler((e, failed, result) -> {
            terminal.report(String.valueOf(e.getMessage()));
            return ExitCodes.FAILED;
        });
        int code = line.execute(arguments);
        return new CommandRun(
                code, printed.toString(StandardCharsets.UTF_8), messages.toString(StandardCharsets.UTF_8), audited);
    }

    private static PrintStream stream(ByteArrayOutputStream to) {
        return new PrintStream(to, true, StandardCharsets.UTF_8);
    }

    private record Factory(Terminal terminal, TestNode node, List<String> audited) implements IFactory {
        @Override
        public <K> K create(Class<K> type) throws Exception {
            for (Constructor<?> constructor : type.getDeclaredConstructors()) {
                Class<?>[] asked = constructor.getParameterTypes();
                if (asked.length > 0
                        && List.of(Terminal.class, StoreChoice.class).containsAll(List.of(asked))) {
                    constructor.setAccessible(true);
                    return type.cast(constructor.newInstance(
                            Arrays.stream(asked).map(this::given).toArray()));
                }
            }
            return CommandLine.defaultFactory().create(type);
        }

        private Object given(Class<?> asked) {
            return asked == Terminal.class ? terminal : new NodeChoice(node, audited);
        }
    }

    private static final class NodeChoice extends StoreChoice {
        private final TestNode node;
        private final List<String> audited;

        NodeChoice(TestNode node, List<String> audited) {
            this.node = node;
            this.audited = audited;
        }

        @Override
        public ProgramModules modules() {
            return node.get(ProgramModules.class);
        }

        @Override
        public OpenStore open(Map<String, String> flags) {
            return new OpenStore() {
                @Override
                public <T> T bean(Class<T> type) {
                    return node.get(type);
                }

                @Override
                public void audit(String action, String subject) {
                    audited.add(action + " " + subject);
                }

                @Override
                public void close() {
                    // The test closes it.
                }
            };
        }
    }
}
