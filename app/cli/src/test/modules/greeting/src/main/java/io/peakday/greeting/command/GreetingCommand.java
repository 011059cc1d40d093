package io.peakday.greeting.command;

import io.peakday.commandkit.OpenStore;
import io.peakday.commandkit.StoreChoice;
import io.peakday.commandkit.Terminal;
import io.peakday.greeting.Greetings;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(name = "greeting", mixinStandardHelpOptions = true, description = "Lists the greetings.")
public final class GreetingCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Mixin
    private final StoreChoice store;

    public GreetingCommand(Terminal terminal, StoreChoice store) {
        this.terminal = terminal;
        this.store = store;
    }

    @Override
    public Integer call() {
        try (OpenStore opened = store.open()) {
            opened.bean(Greetings.class).all().forEach(one -> terminal.print(one.language() + " " + one.words()));
            return 0;
        }
    }
}
