package io.peakday.cli;

import java.io.IOException;
import java.net.ServerSocket;

/** A port that nobody listens on now, for a program whose port is given to it. */
final class FreePort {
    private FreePort() {}

    static int find() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
