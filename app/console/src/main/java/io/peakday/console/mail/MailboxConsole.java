package io.peakday.console.mail;

import io.peakday.consolekit.ConsoleContext;
import io.peakday.consolekit.MenuEntry;
import io.peakday.consolekit.MenuGroup;
import io.peakday.identity.IdentitySettings;
import io.peakday.identity.Permission;
import io.peakday.notify.Mailbox;
import io.peakday.ui.Html;
import io.peakday.web.ContentPolicy;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The pages of the local mailbox. */
@Configuration(proxyBeanMethods = false)
public class MailboxConsole {
    @Bean
    MenuEntry mailboxMenu() {
        return new MenuEntry(
                MenuGroup.RUN.at(30), "mail", "Mailbox", "/console/mailbox", "mail", Permission.MAILBOX_READ);
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
    MailboxController consoleMailbox(
            Mailbox mailbox, IdentitySettings identity, ConsoleContext context, Html consoleHtml) {
        return new MailboxController(mailbox, identity.publicUrl(), context, consoleHtml);
    }
}
