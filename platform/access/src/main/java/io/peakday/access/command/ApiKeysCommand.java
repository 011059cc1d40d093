package io.peakday.access.command;

import io.peakday.access.ApiKeyView;
import io.peakday.access.ApiKeys;
import io.peakday.access.StaffMembers;
import io.peakday.access.StaffView;
import io.peakday.commandkit.CommandGroup;
import io.peakday.commandkit.ExitCodes;
import io.peakday.commandkit.HelpPosition;
import io.peakday.commandkit.Listing;
import io.peakday.commandkit.OpenStore;
import io.peakday.commandkit.StoreChoice;
import io.peakday.commandkit.Terminal;
import io.peakday.identity.Actor.SystemActor;
import io.peakday.identity.CurrentActor;
import io.peakday.identity.Permission;
import io.peakday.kernel.Failure;
import io.peakday.kernel.Ids;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@HelpPosition(170)
@Command(
        name = "api-keys",
        mixinStandardHelpOptions = true,
        description = "The API keys with which programs call, and who answers for them.",
        subcommands = {ApiKeysCommand.ListAll.class, ApiKeysCommand.Adopt.class, ApiKeysCommand.Revoke.class})
public final class ApiKeysCommand extends CommandGroup {
    /** Whoever has the store's folder may do everything. */
    static final SystemActor COMMAND_LINE = new SystemActor("command-line");

    private static UUID id(String text) {
        return Ids.parse(text)
                .orElseThrow(() -> Failure.invalid(
                        "identity.bad-id", "'" + text + "' is not the id of a key; 'api-keys list' shows them."));
    }

    private static String owner(ApiKeyView key, List<StaffView> staff) {
        Optional<StaffView> owner =
                staff.stream().filter(one -> one.id().equals(key.ownerId())).findFirst();
        return key.revokedAt() != null
                ? "revoked"
                : owner.map(one -> one.email() + (one.active() ? "" : " (may not sign in: the key does nothing)"))
                        .orElse("nobody answers for it");
    }

    @Command(name = "list", mixinStandardHelpOptions = true, description = "Lists them, newest first.")
    static final class ListAll implements Callable<Integer> {
        private final Terminal terminal;

        @Mixin
        private final StoreChoice store;

        @Option(names = "--unowned", description = "Only those from before keys had owners that still work.")
        private boolean unowned;

        @Mixin
        private final Listing listing = new Listing();

        ListAll(Terminal terminal, StoreChoice store) {
            this.terminal = terminal;
            this.store = store;
        }

        @Override
        public Integer call() {
            try (OpenStore opened = store.open()) {
                ApiKeys keys = opened.bean(ApiKeys.class);
                List<ApiKeyView> all = unowned ? keys.unowned() : keys.list();
                List<StaffView> staff = opened.bean(StaffMembers.class).list();
                listing.print(
                        terminal,
                        all,
                        unowned ? "Every key has an owner." : "There are no API keys.",
                        key -> "%s  %-24s %s…%s  %s  may now: %s"
                                .formatted(
                                        key.id(),
                                        key.name(),
                                        key.prefix(),
                                        key.lastFour(),
                                        owner(key, staff),
                                        rights(key)));
                return 0;
            }
        }

        private static String rights(ApiKeyView key) {
            return key.revokedAt() != null || key.rights().isEmpty()
                    ? "nothing"
                    : key.rights().stream().map(Permission::name).sorted().collect(Collectors.joining(", "));
        }
    }

    @Command(
            name = "adopt",
            mixinStandardHelpOptions = true,
            description = "Makes a member of staff answer for a key: it may then do no more than that member.")
    static final class Adopt implements Callable<Integer> {
        private final Terminal terminal;

        @Spec
        private CommandSpec spec = CommandSpec.create();

        @Mixin
        private final StoreChoice store;

        @Parameters(arity = "0..1", paramLabel = "ID")
        private @Nullable String id;

        @Option(names = "--owner", required = true, paramLabel = "EMAIL", description = "Who answers for it.")
        private String owner = "";

        @Option(names = "--unowned", description = "All keys from before keys had owners.")
        private boolean unowned;

        @Option(names = "--from", paramLabel = "EMAIL", description = "All keys for which this member answers.")
        private @Nullable String from;

        Adopt(Terminal terminal, StoreChoice store) {
            this.terminal = terminal;
            this.store = store;
        }

        @Override
        public Integer call() throws Exception {
            if ((id == null ? 0 : 1) + (unowned ? 1 : 0) + (from == null ? 0 : 1) != 1) {
                throw new ParameterException(
                        spec.commandLine(), "Say which: an ID, --unowned, or --from EMAIL; one of them.");
            }
            try (OpenStore opened = store.open()) {
                ApiKeys keys = opened.bean(ApiKeys.class);
                List<StaffView> staff = opened.bean(StaffMembers.class).list();
                UUID heir = member(staff, owner);
                List<UUID> chosen = id != null
                        ? List.of(id(id))
                        : (from == null ? keys.unowned() : keys.ownedBy(member(staff, from)))
                                .stream().map(ApiKeyView::id).toList();
                for (UUID one : chosen) {
                    CurrentActor.callAs(COMMAND_LINE, () -> keys.adopt(one, heir));
                }
                terminal.print(
                        chosen.isEmpty()
                                ? "There was no such key; nothing was changed."
                                : owner + " answers for " + chosen.size()
                                        + (chosen.size() == 1 ? " more key now." : " more keys now."));
                return 0;
            }
        }

        private static UUID member(List<StaffView> staff, String email) {
            return staff.stream()
                    .filter(one -> one.email().equalsIgnoreCase(email.strip()))
                    .findFirst()
                    .orElseThrow(() -> Failure.notFound(
                            "identity.no-staff", "There is no member of staff " + email + "; 'staff list' shows them."))
                    .id();
        }
    }

    @Command(name = "revoke", mixinStandardHelpOptions = true, description = "Ends a key permanently.")
    static final class Revoke implements Callable<Integer> {
        private final Terminal terminal;

        @Mixin
        private final StoreChoice store;

        @Parameters(paramLabel = "ID")
        private String id = "";

        Revoke(Terminal terminal, StoreChoice store) {
            this.terminal = terminal;
            this.store = store;
        }

        @Override
        public Integer call() throws Exception {
            try (OpenStore opened = store.open()) {
                boolean revoked = CurrentActor.callAs(
                        COMMAND_LINE, () -> opened.bean(ApiKeys.class).revoke(id(id)));
                terminal.print(
                        revoked
                                ? "The key is revoked: it stops working within seconds."
                                : "There is no such key, or it was revoked before.");
                return revoked ? 0 : ExitCodes.FAILED;
            }
        }
    }
}
