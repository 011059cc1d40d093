package io.peakday.cli;

import java.io.IOException;
import java.net.ServerSocket;

/** A port that nobody listens on now, for a program that is told where to listen. */
final class FreePort {
    private FreePort() {}

    static int find() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
