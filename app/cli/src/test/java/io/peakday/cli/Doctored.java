package io.peakday.cli;

import io.peakday.commandkit.Terminal;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What the doctor said of a data folder, and its exit code. */
record Doctored(int code, String said) {
    /** @param settings {@code key=value} */
    static Doctored of(Path data, String... settings) {
        List<String> arguments =
                new ArrayList<>(List.of("doctor", "--data", data.toString(), "--set", "peakday.server.port=0"));
        for (String setting : settings) {
            arguments.addAll(List.of("--set", setting));
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        PrintStream printed = new PrintStream(out, true, StandardCharsets.UTF_8);
        int code = Peakday.commandLine(new Terminal(printed, printed, false)).execute(arguments.toArray(String[]::new));
        return new Doctored(code, out.toString(StandardCharsets.UTF_8));
    }
}
