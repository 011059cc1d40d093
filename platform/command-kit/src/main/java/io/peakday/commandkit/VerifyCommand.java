package io.peakday.commandkit;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** A command that recomputes what a module keeps and names each difference; {@link ExitCodes#FAILED} where there is one. */
public abstract class VerifyCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Mixin
    private final StoreChoice store;

    @Option(names = "--json", description = "Print one JSON object.")
    private boolean json;

    protected VerifyCommand(Terminal terminal, StoreChoice store) {
        this.terminal = terminal;
        this.store = store;
    }

    /**
     * What was found.
     *
     * @param clean whether all is as it should be
     * @param report as JSON shows it
     * @param summary a sentence
     * @param differences a line each
     */
    public record Verified(boolean clean, Object report, String summary, List<String> differences) {}

    protected abstract Verified verify(OpenStore opened);

    @Override
    public final Integer call() {
        try (OpenStore opened = store.open()) {
            Verified verified = verify(opened);
            if (json) {
                Map<String, Object> object = new LinkedHashMap<>();
                object.put("clean", verified.clean());
                object.put("report", verified.report());
                terminal.print(Json.write(object));
            } else {
                terminal.print(verified.summary());
                verified.differences().forEach(difference -> terminal.print("  " + difference));
            }
            return verified.clean() ? 0 : ExitCodes.FAILED;
        }
    }
}
