package io.peakday.engines.postgres;

import io.peakday.engines.PrivateFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** A password in a file that only its owner reads; it is there as a whole or not at all. */
public record PasswordFile(Path path) {
    private static final int BYTES = 24;

    /** A new password of 192 random bits. */
    public static String random() {
        byte[] secret = new byte[BYTES];
        new SecureRandom().nextBytes(secret);
        return HexFormat.of().formatHex(secret);
    }

    /** The password; null if there is none yet. */
    public @Nullable String read() throws IOException {
        try {
            return Files.readString(path).strip();
        } catch (NoSuchFileException e) {
            return null;
        }
    }

    /** Replaces it, at once. */
    public void write(String password) throws IOException {
        PrivateFile.write(path, password);
    }
}
