package io.peakday.events.command;

import io.peakday.commandkit.CommandGroup;
import io.peakday.commandkit.ExitCodes;
import io.peakday.commandkit.HelpPosition;
import io.peakday.commandkit.Json;
import io.peakday.commandkit.Listing;
import io.peakday.commandkit.OpenStore;
import io.peakday.commandkit.StoreChoice;
import io.peakday.commandkit.Terminal;
import io.peakday.events.DeadLetter;
import io.peakday.events.DeadLetters;
import io.peakday.events.DeadLetters.ReplayOutcome;
import io.peakday.events.DeadLetters.ReplayReport;
import io.peakday.events.EventKeys;
import io.peakday.events.Replays;
import io.peakday.kernel.Failure;
import io.peakday.kernel.Ids;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@HelpPosition(110)
@Command(
        name = "events",
        mixinStandardHelpOptions = true,
        description = "The events that could not be handled (dead letters), and the keys that sign events.",
        subcommands = {
            EventsCommand.ListAll.class,
            EventsCommand.Show.class,
            EventsCommand.Replay.class,
            EventsCommand.Discard.class,
            EventsCommand.RotateKey.class,
            EventsCommand.ForgetKey.class
        })
public final class EventsCommand extends CommandGroup {
    private static UUID id(String text) {
        return Ids.parse(text)
                .orElseThrow(() -> Failure.invalid(
                        "events.bad-id", "'" + text + "' is not the id of a dead letter; 'events list' shows them."));
    }

    private static long position(DeadLetters letters, String text) {
        return letters.position(id(text))
                .orElseThrow(() -> Failure.invalid(
                        "events.bad-id",
                        "'" + text + "' is no dead letter any more; go on after another that 'events list' shows."));
    }

    private static Instant time(String text) {
        try {
            return text.length() == 10
                    ? LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant()
                    : OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeParseException e) {
            throw Failure.invalid(
                    "events.bad-time",
                    "'" + text + "' is not a time; write it like 2026-11-27T18:00:00Z, or a day like 2026-11-27.");
        }
    }

    private static int report(Terminal terminal, ReplayOutcome outcome) {
        return switch (outcome) {
            case ReplayOutcome.Done done -> {
                terminal.print("Handled " + done.handled() + (done.handled() == 1 ? " event." : " events."));
                yield 0;
            }
            case ReplayOutcome.StillFailing failing -> {
                terminal.print("Still failing: " + failing.error());
                yield ExitCodes.FAILED;
            }
            case ReplayOutcome.WaitsBehind waits -> {
                terminal.print("It waits behind " + waits.deadLetterId() + "; replay or discard that one.");
                yield ExitCodes.FAILED;
            }
            case ReplayOutcome.Gone gone -> {
                terminal.print("There is no such dead letter (any more).");
                yield ExitCodes.FAILED;
            }
        };
    }

    @Command(name = "list", mixinStandardHelpOptions = true, description = "Lists them, newest first.")
    static final class ListAll implements Callable<Integer> {
        private final Terminal terminal;

        @Mixin
        private final StoreChoice store;

        @Option(names = "--consumer", paramLabel = "NAME", description = "Only of this subscription.")
        private @Nullable String consumer;

        @Option(
                names = "--limit",
                paramLabel = "N",
                defaultValue = "50",
                description = "At most (default: 50, up to 200).")
        private int limit = 50;

        @Option(names = "--before", paramLabel = "ID", description = "Go on after this one.")
        private @Nullable String before;

        @Mixin
        private final Listing listing = new Listing();

        ListAll(Terminal terminal, StoreChoice store) {
            this.terminal = terminal;
            this.store = store;
        }

        @Override
        public Integer call() {
            try (OpenStore opened = store.open()) {
                DeadLetters letters = opened.bean(DeadLetters.class);
                List<DeadLetter> page = letters.list(consumer, before == null ? null : position(letters, before), limit)
                        .letters();
                listing.print(
                        terminal,
                        page,
                        "No dead letters.",
                        letter -> "%s  %-24s %-22s %-6s %s"
                                .formatted(
                                        letter.id(),
                                        letter.consumer(),
                                        letter.envelope().type(),
                                        letter.state(),
                                        letter.error()));
                return 0;
            }
        }
    }

    @Command(name = "show", mixinStandardHelpOptions = true, description = "Shows one whole: envelope, payload, error.")
    static final class Show implements Callable<Integer> {
        private final Terminal terminal;

        @Mixin
        private final StoreChoice store;

        @Parameters(paramLabel = "ID")
        private String id = "";

        Show(Terminal terminal, StoreChoice store) {
            this.terminal = terminal;
            this.store = store;
        }

        @Override
        public Integer call() {
            try (OpenStore opened = store.open()) {
                DeadLetter letter = opened.bean(DeadLetters.class).get(id(id)).orElse(null);
                terminal.print(letter == null ? "There is no such dead letter (any more)." : Json.write(letter));
                return letter == null ? ExitCodes.FAILED : 0;
            }
        }
    }

    @Command(
            name = "replay",
            mixinStandardHelpOptions = true,
            description = "Handles one dead letter again, or all of a subscription; or has kept events sent again.")
    static final class Replay implements Callable<Integer> {
        private final Terminal terminal;

        @Spec
        private CommandSpec spec = CommandSpec.create();

        @Mixin
        private final StoreChoice store;

        @Parameters(arity = "0..1", paramLabel = "ID")
        private @Nullable String id;

        @Option(
                names = "--all",
                paramLabel = "CONSUMER",
                description = "Replay all of this subscription, oldest first.")
        private @Nullable String all;

        @Option(
                names = "--since",
                paramLabel = "TIME",
                description =
                        "Have all events sent again that Kafka took at this time or later, such as 2026-11-27T18:00:00Z"
                                + " or 2026-11-27. What was handled is not handled twice.")
        private @Nullable String since;

        @Option(names = "--topic", paramLabel = "NAME", description = "With --since: only of this topic.")
        private @Nullable String topic;

        Replay(Terminal terminal, StoreChoice store) {
            this.terminal = terminal;
            this.store = store;
        }

        @Override
        public Integer call() {
            if (java.util.stream.Stream.of(id, all, since)
                            .filter(java.util.Objects::nonNull)
                            .count()
                    != 1) {
                throw new ParameterException(
                        spec.commandLine(), "Say which: an ID, or --all CONSUMER, or --since TIME.");
            }
            if (topic != null && since == null) {
                throw new ParameterException(spec.commandLine(), "--topic goes with --since.");
            }
            try (OpenStore opened = store.open()) {
                if (since != null) {
                    Replays.Asked asked = opened.bean(Replays.class).since(time(since), topic);
                    terminal.print(asked.events() + (asked.events() == 1 ? " event is" : " events are")
                            + " sent again by the nodes that run, within seconds; if none runs, when one starts.");
                    return 0;
                }
                DeadLetters letters = opened.bean(DeadLetters.class);
                if (id != null) {
                    return report(terminal, letters.replay(id(id)));
                }
                ReplayReport report = letters.replayAll(java.util.Objects.requireNonNull(all));
                terminal.print("Handled " + report.handled() + ", still failing " + report.stillFailing() + ".");
                return report.stillFailing() == 0 ? 0 : ExitCodes.FAILED;
            }
        }
    }

    @Command(
            name = "discard",
            mixinStandardHelpOptions = true,
            description = "Gives one up; it is kept with the reason.")
    static final class Discard implements Callable<Integer> {
        private final Terminal terminal;

        @Mixin
        private final StoreChoice store;

        @Parameters(paramLabel = "ID")
        private String id = "";

        @Option(names = "--reason", required = true, paramLabel = "TEXT", description = "Why.")
        private String reason = "";

        Discard(Terminal terminal, StoreChoice store) {
            this.terminal = terminal;
            this.store = store;
        }

        @Override
        public Integer call() {
            try (OpenStore opened = store.open()) {
                return report(terminal, opened.bean(DeadLetters.class).discard(id(id), reason));
            }
        }
    }

    @Command(
            name = "rotate-key",
            mixinStandardHelpOptions = true,
            description = "Adds a key that signs events and links in mails from now on; the older ones verify on.")
    static final class RotateKey implements Callable<Integer> {
        private final Terminal terminal;

        @Mixin
        private final StoreChoice store;

        RotateKey(Terminal terminal, StoreChoice store) {
            this.terminal = terminal;
            this.store = store;
        }

        @Override
        public Integer call() {
            try (OpenStore opened = store.open()) {
                String id = opened.bean(EventKeys.class).rotate();
                opened.audit("events.key-added", "events-key:" + id);
                terminal.print(
                        "The key " + id + " signs from now on; running nodes of this folder take it up within a minute."
                                + " Nodes with a copy of events.key need the new one.");
                return 0;
            }
        }
    }

    @Command(
            name = "forget-key",
            mixinStandardHelpOptions = true,
            description = "Says that a key is lost or was taken away: what it signed is refused, not waited for.")
    static final class ForgetKey implements Callable<Integer> {
        private final Terminal terminal;

        @Mixin
        private final StoreChoice store;

        @Parameters(paramLabel = "KEY", description = "Its name, such as k1a2b3c4d.")
        private String key = "";

        ForgetKey(Terminal terminal, StoreChoice store) {
            this.terminal = terminal;
            this.store = store;
        }

        @Override
        public Integer call() {
            try (OpenStore opened = store.open()) {
                opened.bean(EventKeys.class).forget(key);
                opened.audit("events.key-forgotten", "events-key:" + key);
                terminal.print("Events that " + key + " signed are refused from now on.");
                return 0;
            }
        }
    }
}
