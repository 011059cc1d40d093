package io.peakday.identity;

import io.peakday.identity.Actor.SystemActor;

/** Who acts at the command line: whoever has the store's folder may do everything. */
public final class CommandLineActor {
    public static final SystemActor COMMAND_LINE = new SystemActor("command-line");

    private CommandLineActor() {}
}
