package io.peakday.identity.command;

import io.peakday.identity.Actor.SystemActor;

/** Who acts at the command line: whoever has the store's folder may do everything. */
final class CommandLineActor {
    static final SystemActor COMMAND_LINE = new SystemActor("command-line");

    private CommandLineActor() {}
}
