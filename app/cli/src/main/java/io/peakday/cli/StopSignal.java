package io.peakday.cli;

import java.lang.reflect.Proxy;

/**
 * Being asked to stop by SIGTERM, as 'peakday down', systemd and Kubernetes do: the ordinary end of a server, so the program
 * ends with 0 once it has stopped, and not as one that was killed.
 *
 * <p>The virtual machine's only door to signals, {@code sun.misc.Signal} of the module {@code jdk.unsupported}, is used by name:
 * its mere mention is a warning of the compiler that cannot be answered. Where it is shut, the shutdown hook remains, and the
 * exit code is 143.
 */
final class StopSignal {
    private StopSignal() {}

    /** Calls back, on a thread of its own, for each SIGTERM. */
    static void onTerm(Runnable stop) {
        try {
            Class<?> signal = Class.forName("sun.misc.Signal");
            Class<?> handler = Class.forName("sun.misc.SignalHandler");
            Object term = signal.getConstructor(String.class).newInstance("TERM");
            Object ours = Proxy.newProxyInstance(
                    StopSignal.class.getClassLoader(), new Class<?>[] {handler}, (self, method, arguments) -> {
                        if (method.getName().equals("handle")) {
                            stop.run();
                        }
                        return null;
                    });
            signal.getMethod("handle", signal, handler).invoke(null, term, ours);
        } catch (ReflectiveOperationException e) {
            System.getLogger(StopSignal.class.getName()).log(System.Logger.Level.DEBUG, "SIGTERM is not ours", e);
        }
    }
}
