package io.peakday.mail;

import java.time.InstantSource;
import java.util.List;
import org.springframework.context.SmartLifecycle;

/** Runs the sender, and the local mailbox where no other server is set. */
final class MailDelivery implements SmartLifecycle {
    private final MailSettings settings;
    private final MailboxServer mailbox;
    private final MailSender sender;
    private volatile boolean running;

    MailDelivery(MailSettings settings, Mailbox received, MailQueue queue, List<MailLinks> links, InstantSource clock) {
        this.settings = settings;
        this.mailbox = new MailboxServer(received);
        MailSettings.Smtp smtp = settings.smtp();
        SmtpClient client = new SmtpClient(
                settings,
                () -> smtp.isLocal()
                        ? mailbox.address()
                        : new SmtpClient.Server(smtp.host(), smtp.port(), smtp.user(), smtp.password()));
        this.sender = new MailSender(
                queue,
                client,
                new LinkCompletion(links),
                clock,
                settings.queue().idlePoll());
    }

    @Override
    public boolean isAutoStartup() {
        return settings.send();
    }

    @Override
    public void start() {
        if (settings.smtp().isLocal()) {
            mailbox.start();
        }
        sender.start();
        running = true;
    }

    @Override
    public void stop() {
        running = false;
        sender.close();
        mailbox.close();
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
