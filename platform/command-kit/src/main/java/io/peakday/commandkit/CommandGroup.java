package io.peakday.commandkit;

import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** A command that only holds others: alone it lists them. */
public abstract class CommandGroup implements Runnable {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public final void run() {
        spec.commandLine().usage(spec.commandLine().getOut());
    }
}
