package io.peakday.benchkit;

import java.io.IOException;

/** SIGSTOP and SIGCONT, for drills: a process that is stopped knows nothing of it until it is woken. */
public final class Signals {
    private Signals() {}

    /** Stops a process; does nothing to one that has ended. */
    public static void stop(ProcessHandle process) throws IOException, InterruptedException {
        send("STOP", process);
    }

    /** Wakes a process; does nothing to one that has ended. */
    public static void wake(ProcessHandle process) throws IOException, InterruptedException {
        send("CONT", process);
    }

    private static void send(String signal, ProcessHandle process) throws IOException, InterruptedException {
        int status = new ProcessBuilder("kill", "-" + signal, Long.toString(process.pid()))
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start()
                .waitFor();
        if (status != 0 && process.isAlive()) {
            throw new IOException("process " + process.pid() + " could not be sent SIG" + signal);
        }
    }
}
