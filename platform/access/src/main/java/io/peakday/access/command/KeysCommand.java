package io.peakday.access.command;

import io.peakday.access.KeyRotation;
import io.peakday.commandkit.CommandGroup;
import io.peakday.commandkit.HelpPosition;
import io.peakday.commandkit.Listing;
import io.peakday.commandkit.OpenStore;
import io.peakday.commandkit.StoreChoice;
import io.peakday.commandkit.Terminal;
import io.peakday.identity.CommandLineActor;
import io.peakday.identity.CurrentActor;
import io.peakday.secrets.RotatingKeys.SharedKey;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@HelpPosition(180)
@Command(
        name = "keys",
        mixinStandardHelpOptions = true,
        description = "The keys that all nodes share: what signs sessions, and whatever else modules sign.",
        subcommands = {KeysCommand.ListAll.class, KeysCommand.Rotate.class})
public final class KeysCommand extends CommandGroup {
    private static String line(SharedKey key) {
        Instant until = key.previousUntil();
        return "%-24s since %s%s"
                .formatted(
                        key.name(),
                        key.since().truncatedTo(ChronoUnit.SECONDS),
                        until == null
                                ? ""
                                : "; what the one before it signed counts until "
                                        + until.truncatedTo(ChronoUnit.SECONDS));
    }

    @Command(
            name = "list",
            mixinStandardHelpOptions = true,
            description = "Lists those that were needed so far; never the keys themselves.")
    static final class ListAll implements Callable<Integer> {
        private final Terminal terminal;

        @Mixin
        private final StoreChoice store;

        @Mixin
        private final Listing listing = new Listing();

        ListAll(Terminal terminal, StoreChoice store) {
            this.terminal = terminal;
            this.store = store;
        }

        @Override
        public Integer call() {
            try (OpenStore opened = store.open()) {
                List<SharedKey> keys = opened.bean(KeyRotation.class).list();
                listing.print(
                        terminal,
                        keys,
                        "None was needed yet; the first node that needs one makes it.",
                        KeysCommand::line);
                return 0;
            }
        }
    }

    @Command(
            name = "rotate",
            mixinStandardHelpOptions = true,
            description = {
                "Makes new keys the ones that sign, while the store runs. What the present ones signed still counts for as long as"
                        + " peakday.identity.keys.overlap says, so nobody notices; all nodes have to be of this version.",
                "Where a key has become known to somebody else, --end-old ends what was signed with it at once: for 'session' that"
                        + " signs everybody out."
            })
    static final class Rotate implements Callable<Integer> {
        private final Terminal terminal;

        @Spec
        private CommandSpec spec = CommandSpec.create();

        @Mixin
        private final StoreChoice store;

        @Parameters(paramLabel = "NAME", arity = "0..*", description = "Which, as 'peakday keys list' calls them.")
        private List<String> names = new ArrayList<>();

        @Option(names = "--all", description = "All of them.")
        private boolean all;

        @Option(names = "--end-old", description = "What was signed before counts no more.")
        private boolean endOld;

        Rotate(Terminal terminal, StoreChoice store) {
            this.terminal = terminal;
            this.store = store;
        }

        @Override
        public Integer call() throws Exception {
            if (all != names.isEmpty()) {
                throw new ParameterException(spec.commandLine(), "Give the names of keys, or --all.");
            }
            try (OpenStore opened = store.open()) {
                KeyRotation keys = opened.bean(KeyRotation.class);
                List<String> chosen =
                        all ? keys.list().stream().map(SharedKey::name).toList() : names;
                for (String name : chosen) {
                    SharedKey rotated =
                            CurrentActor.callAs(CommandLineActor.COMMAND_LINE, () -> keys.rotate(name, endOld));
                    terminal.print(line(rotated));
                }
                return 0;
            }
        }
    }
}
