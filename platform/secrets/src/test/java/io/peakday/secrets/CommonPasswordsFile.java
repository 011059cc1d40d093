package io.peakday.secrets;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/**
 * Makes the list of common passwords that ships, of text files with one word a line: {@code CommonPasswordsFile TARGET FILE…}. The
 * sources are named in {@code docs/dependencies.md}.
 */
final class CommonPasswordsFile {
    private static final int MIN_LENGTH = 4;
    private static final int MAX_LENGTH = 128;

    private CommonPasswordsFile() {}

    public static void main(String[] args) throws IOException {
        Set<String> words = new TreeSet<>();
        for (int i = 1; i < args.length; i++) {
            Files.readAllLines(Path.of(args[i])).stream()
                    .map(line -> line.strip().toLowerCase(Locale.ROOT))
                    .filter(word -> word.length() >= MIN_LENGTH && word.length() <= MAX_LENGTH)
                    .forEach(words::add);
        }
        try (OutputStream out = Files.newOutputStream(Path.of(args[0]))) {
            CommonPasswords.of(words).write(out);
        }
    }
}
