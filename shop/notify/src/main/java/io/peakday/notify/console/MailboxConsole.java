package io.peakday.notify.console;

import io.peakday.consolekit.ConsoleConfiguration;
import io.peakday.consolekit.ConsoleContext;
import io.peakday.consolekit.MenuEntry;
import io.peakday.consolekit.MenuGroup;
import io.peakday.edge.ContentPolicy;
import io.peakday.identity.IdentitySettings;
import io.peakday.mail.Mailbox;
import io.peakday.notify.NotifyPermissions;
import io.peakday.ui.Html;
import org.springframework.context.annotation.Bean;

/** The pages of the local mailbox. */
@ConsoleConfiguration
public class MailboxConsole {
    private final Html html = Html.of(MailboxConsole.class);

    @Bean
    MenuEntry mailboxMenu() {
        return new MenuEntry(
                MenuGroup.RUN.at(30), "mail", "Mailbox", "/console/mailbox", "mail", NotifyPermissions.MAILBOX_READ);
    }

    @Bean
    ContentPolicy mailFramePolicy() {
        return new ContentPolicy(MailboxController.FRAME_PATH, MailboxController.FRAME_POLICY);
    }

    @Bean
    ContentPolicy mailboxPolicy() {
        return new ContentPolicy("/console/mailbox/", ContentPolicy.STRICT + "; frame-src 'self'");
    }

    @Bean
    MailboxController consoleMailbox(Mailbox mailbox, IdentitySettings identity, ConsoleContext context) {
        return new MailboxController(mailbox, identity.publicUrl(), context, html);
    }
}
