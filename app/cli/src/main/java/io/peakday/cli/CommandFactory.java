package io.peakday.cli;

import io.peakday.benchkit.Program;
import io.peakday.commandkit.StoreChoice;
import io.peakday.commandkit.Terminal;
import java.lang.reflect.Constructor;
import java.util.Arrays;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.IFactory;

/** Makes the commands, with the terminal, the choice of a store and the program itself where their constructors ask for these. */
final class CommandFactory implements IFactory {
    private static final List<Class<?>> GIVEN = List.of(Terminal.class, StoreChoice.class, Program.class);

    private final Terminal terminal;

    CommandFactory(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public <K> K create(Class<K> type) throws Exception {
        for (Constructor<?> constructor : type.getDeclaredConstructors()) {
            Class<?>[] asked = constructor.getParameterTypes();
            if (asked.length > 0 && GIVEN.containsAll(List.of(asked))) {
                constructor.setAccessible(true);
                return type.cast(constructor.newInstance(
                        Arrays.stream(asked).map(this::given).toArray()));
            }
        }
        return CommandLine.defaultFactory().create(type);
    }

    private Object given(Class<?> asked) {
        if (asked == Program.class) {
            return new ThisProgram();
        }
        return asked == Terminal.class ? terminal : new ChosenStore();
    }
}
