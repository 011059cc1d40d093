package io.peakday.access.command;

import io.peakday.access.LostAccess;
import io.peakday.access.StaffMembers;
import io.peakday.access.StaffView;
import io.peakday.commandkit.CommandGroup;
import io.peakday.commandkit.HelpPosition;
import io.peakday.commandkit.Listing;
import io.peakday.commandkit.OpenStore;
import io.peakday.commandkit.StoreChoice;
import io.peakday.commandkit.Terminal;
import io.peakday.identity.CommandLineActor;
import io.peakday.identity.CurrentActor;
import io.peakday.identity.Role;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
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

@HelpPosition(160)
@Command(
        name = "staff",
        mixinStandardHelpOptions = true,
        description = "The people who may enter the console; the first owner of a store is made here.",
        subcommands = {StaffCommand.ListAll.class, StaffCommand.Add.class, StaffCommand.Reset.class})
public final class StaffCommand extends CommandGroup {
    private static final int PASSWORD_BYTES = 15;

    private static String named(Set<Role> roles) {
        return roles.stream()
                .map(role -> role.name().toLowerCase(Locale.ROOT))
                .sorted()
                .collect(Collectors.joining(", "));
    }

    @Command(name = "list", mixinStandardHelpOptions = true, description = "Lists them, by e-mail.")
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
                List<StaffView> all = opened.bean(StaffMembers.class).list();
                listing.print(
                        terminal,
                        all,
                        "Nobody yet. 'peakday staff add EMAIL' makes an owner.",
                        member -> "%-32s %-28s %s%s"
                                .formatted(
                                        member.email(),
                                        member.name(),
                                        named(member.roles()),
                                        (member.secondFactor() ? " (second factor)" : "")
                                                + (member.active() ? "" : " (may not sign in)")));
                return 0;
            }
        }
    }

    @Command(
            name = "add",
            mixinStandardHelpOptions = true,
            description = "Adds a person and prints the password, once; it can be changed in the console.")
    static final class Add implements Callable<Integer> {
        private final Terminal terminal;

        @Spec
        private CommandSpec spec = CommandSpec.create();

        @Mixin
        private final StoreChoice store;

        @Parameters(paramLabel = "EMAIL", description = "The address to sign in with.")
        private String email = "";

        @Option(names = "--name", paramLabel = "NAME", description = "Shown in the console (default: the address).")
        private @Nullable String name;

        @Option(
                names = "--role",
                paramLabel = "ROLE",
                converter = RoleChoice.class,
                completionCandidates = RoleChoice.class,
                description = "${COMPLETION-CANDIDATES}; may be given more than once (default: OWNER).")
        private Set<Role> roles = new LinkedHashSet<>();

        @Option(names = "--password-stdin", description = "Take the first line of standard input as the password.")
        private boolean passwordFromInput;

        Add(Terminal terminal, StoreChoice store) {
            this.terminal = terminal;
            this.store = store;
        }

        @Override
        public Integer call() throws Exception {
            String password = passwordFromInput ? given(spec) : fresh();
            Set<Role> chosen = roles.isEmpty() ? Set.of(Role.OWNER) : roles;
            try (OpenStore opened = store.openOrMake()) {
                CurrentActor.callAs(
                        CommandLineActor.COMMAND_LINE,
                        () -> opened.bean(StaffMembers.class)
                                .create(email, name == null ? email : name, password, chosen));
            }
            terminal.print(email + " may enter the console now, as " + named(chosen) + ".");
            if (!passwordFromInput) {
                terminal.print("The password, shown this once: " + password);
            }
            return 0;
        }
    }

    @Command(
            name = "reset",
            mixinStandardHelpOptions = true,
            description = "Sets a new password and prints it, once. Every session of the person ends.")
    static final class Reset implements Callable<Integer> {
        private final Terminal terminal;

        @Spec
        private CommandSpec spec = CommandSpec.create();

        @Mixin
        private final StoreChoice store;

        @Parameters(paramLabel = "EMAIL", description = "The address they sign in with.")
        private String email = "";

        @Option(names = "--password-stdin", description = "Take the first line of standard input as the password.")
        private boolean passwordFromInput;

        @Option(
                names = "--second-factor",
                description = "Also remove their second factor: authenticator app, passkeys and recovery codes.")
        private boolean secondFactor;

        Reset(Terminal terminal, StoreChoice store) {
            this.terminal = terminal;
            this.store = store;
        }

        @Override
        public Integer call() throws Exception {
            String password = passwordFromInput ? given(spec) : fresh();
            StaffView member;
            try (OpenStore opened = store.open()) {
                member = CurrentActor.callAs(
                        CommandLineActor.COMMAND_LINE,
                        () -> secondFactor
                                ? opened.bean(LostAccess.class).resetWithSecondFactor(email, password)
                                : opened.bean(LostAccess.class).resetPassword(email, password));
            }
            terminal.print(member.name() + " has a new password and is signed out everywhere."
                    + (member.active() ? "" : " They may not sign in until an owner allows it in the console."));
            if (member.secondFactor()) {
                terminal.print(
                        secondFactor
                                ? "Their second factor is removed: the password alone signs them in."
                                : "Their second factor is as it was (--second-factor removes it).");
            }
            if (!passwordFromInput) {
                terminal.print("The password, shown this once: " + password);
            }
            return 0;
        }
    }

    private static String given(CommandSpec spec) throws IOException {
        String line = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8)).readLine();
        if (line == null || line.isEmpty()) {
            throw new ParameterException(spec.commandLine(), "There is no password on standard input.");
        }
        return line;
    }

    private static String fresh() {
        byte[] random = new byte[PASSWORD_BYTES];
        new SecureRandom().nextBytes(random);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(random);
    }
}
