package io.peakday.engines.local;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Ports on 127.0.0.1 for embedded engines. A port found free may be taken before it is used, so whoever uses it tries
 * again with another.
 */
public final class LocalPort {
    private LocalPort() {}

    /** The port written in the file if there is one and it is free now; else a random free one. */
    public static int keptOrFree(Path file) throws IOException {
        if (Files.exists(file)) {
            String kept = Files.readString(file).strip();
            if (kept.matches("[1-9][0-9]{0,4}") && isFree(Integer.parseInt(kept))) {
                return Integer.parseInt(kept);
            }
        }
        return free();
    }

    /** A random free port. */
    public static int free() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    /** Writes the port for the next start. */
    public static void keep(Path file, int port) throws IOException {
        Files.writeString(file, Integer.toString(port));
    }

    private static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return socket.isBound();
        } catch (IOException | IllegalArgumentException e) {
            return false;
        }
    }
}
