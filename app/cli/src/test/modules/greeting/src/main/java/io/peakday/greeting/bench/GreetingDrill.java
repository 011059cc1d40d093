package io.peakday.greeting.bench;

import io.peakday.benchkit.Answer;
import io.peakday.benchkit.Drill;
import io.peakday.benchkit.HttpConnection;
import io.peakday.benchkit.Program;
import io.peakday.benchkit.Subject;
import io.peakday.commandkit.OpenStore;
import io.peakday.commandkit.Terminal;
import io.peakday.greeting.Greetings;
import java.io.IOException;
import java.time.Duration;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Asks a node for every greeting that is stored. */
@Command(name = "greeting", mixinStandardHelpOptions = true, description = "Everybody is greeted in their language.")
final class GreetingDrill extends Drill {
    private static final Duration LONGEST = Duration.ofMinutes(5);

    private final Program program;
    private final Terminal terminal;

    @Option(names = "--wrong", description = "Expect what nobody says, to see that the drill can fail.")
    private boolean wrong;

    GreetingDrill(Program program, Terminal terminal) {
        this.program = program;
        this.terminal = terminal;
    }

    @Override
    protected boolean rehearse() throws IOException, InterruptedException {
        boolean held = once(LONGEST, scratch -> {
            try (Subject node = Subject.start(program, scratch.resolve("node"), "--empty");
                    OpenStore store = node.open();
                    HttpConnection connection = new HttpConnection(node.host(), node.port(), Duration.ofSeconds(30))) {
                boolean all = true;
                for (var greeting : store.bean(Greetings.class).all()) {
                    Answer answer = connection.answer(HttpConnection.request(
                            "GET", "/api/v1/greeting?language=" + greeting.language(), node.host(), ""));
                    all &= answer.text().contains(wrong ? "?" : greeting.words());
                }
                return all;
            }
        });
        terminal.print(held ? "Everybody was greeted." : "Somebody was not greeted.");
        return held;
    }
}
