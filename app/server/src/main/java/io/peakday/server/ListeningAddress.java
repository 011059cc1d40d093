package io.peakday.server;

import io.peakday.kernel.Failure;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;

/** Where a node is to listen, tried out before anything costly starts, so that a mistake is reported at once. */
public final class ListeningAddress {
    private static final int FIRST_FOR_ALL = 1024;

    private ListeningAddress() {}

    /** @throws Failure {@code server.port-in-use} or {@code server.cannot-listen} */
    public static void check(ServerSettings server) {
        InetSocketAddress address = new InetSocketAddress(server.address(), server.port());
        if (address.isUnresolved()) {
            throw Failure.invalid(
                    "server.cannot-listen",
                    "There is no machine called " + server.address() + "; check peakday.server.address.");
        }
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(address);
        } catch (IOException e) {
            throw failure(server, String.valueOf(e.getMessage()));
        }
    }

    static Failure inUse(ServerSettings server, int port) {
        return Failure.conflict(
                "server.port-in-use",
                "Port " + port + " on " + server.address()
                        + " is in use by another program. Choose another with --port, or stop that program.");
    }

    private static Failure failure(ServerSettings server, String said) {
        if (said.contains("in use")) {
            return inUse(server, server.port());
        }
        if (said.contains("assign requested address")) {
            return Failure.invalid(
                    "server.cannot-listen",
                    server.address() + " is not an address of this machine; check peakday.server.address.");
        }
        if (said.contains("Permission denied") && server.port() < FIRST_FOR_ALL) {
            return Failure.forbidden(
                    "server.cannot-listen",
                    "Port " + server.port() + " is not for the user " + System.getProperty("user.name")
                            + "; choose one from " + FIRST_FOR_ALL + " on with --port.");
        }
        return Failure.unavailable(
                "server.cannot-listen",
                "Port " + server.port() + " on " + server.address() + " cannot be used (" + said
                        + "). Choose another with --port.",
                null);
    }
}
