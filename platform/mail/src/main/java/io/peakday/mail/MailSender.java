package io.peakday.mail;

import io.peakday.kernel.Failure;
import io.peakday.mail.MailQueue.Leased;
import jakarta.mail.MessagingException;
import jakarta.mail.Transport;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sends what is due, on every node; woken when a mail is queued here, and by its own poll for what others queued. */
final class MailSender implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(MailSender.class);
    private static final int BATCH = 10;
    private static final long TROUBLE_MILLIS = 2_000;

    private final MailQueue queue;
    private final SmtpClient smtp;
    private final LinkCompletion links;
    private final InstantSource clock;
    private final Duration idlePoll;
    private final Semaphore wake = new Semaphore(0);
    private volatile boolean stopped;
    private @Nullable Thread thread;

    MailSender(MailQueue queue, SmtpClient smtp, LinkCompletion links, InstantSource clock, Duration idlePoll) {
        this.queue = queue;
        this.smtp = smtp;
        this.links = links;
        this.clock = clock;
        this.idlePoll = idlePoll;
        queue.onEnqueued(() -> {
            if (wake.availablePermits() == 0) {
                wake.release();
            }
        });
    }

    synchronized void start() {
        if (thread == null && !stopped) {
            thread = Thread.ofVirtual().name("mail-sender").start(this::run);
        }
    }

    /** Sends what is due now. Returns how many mails it tried. */
    int sendDue() {
        List<Leased> batch = queue.lease(BATCH, links.purposes());
        if (batch.isEmpty()) {
            return 0;
        }
        try (Transport transport = smtp.connect()) {
            for (Leased mail : batch) {
                send(transport, mail);
            }
        } catch (MessagingException e) {
            // Either nothing could be sent, or everything was and only the goodbye failed; those sent are marked.
            LOG.warn("The mail server cannot be reached: {}", reason(e));
            batch.forEach(mail -> queue.failed(mail, reason(e), false));
        }
        return batch.size();
    }

    private void send(Transport transport, Leased mail) {
        try {
            smtp.send(transport, mail.eventId(), links.complete(mail.message()), mail.sender(), clock.instant());
            queue.sent(mail.id());
        } catch (Failure e) {
            // Its link cannot be made here; perhaps by another node, or once the key is back.
            LOG.warn("The mail {} ({}) waits: {}", mail.id(), mail.message().kind(), e.detail());
            queue.failed(mail, e.detail(), false);
        } catch (MessagingException e) {
            boolean permanent = SmtpClient.isPermanent(e);
            LOG.warn(
                    "The mail {} ({}) was {}",
                    mail.id(),
                    mail.message().kind(),
                    permanent ? "refused permanently" : "not taken; it is tried again");
            queue.failed(mail, reason(e), permanent);
        }
    }

    private void run() {
        while (!stopped) {
            try {
                if (sendDue() == 0) {
                    boolean woken = wake.tryAcquire(idlePoll.toMillis(), TimeUnit.MILLISECONDS);
                    LOG.trace("Looking for mails, woken: {}", woken);
                }
            } catch (InterruptedException e) {
                return;
            } catch (RuntimeException | Error e) {
                LOG.warn("Mails wait: {}", e.toString());
                rest();
            }
        }
    }

    private void rest() {
        try {
            Thread.sleep(TROUBLE_MILLIS);
        } catch (InterruptedException e) {
            stopped = true;
        }
    }

    /** Finishes the batch at hand. */
    @Override
    public synchronized void close() {
        stopped = true;
        wake.release();
        if (thread != null) {
            try {
                if (!thread.join(Duration.ofSeconds(20))) {
                    thread.interrupt();
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private static String reason(MessagingException e) {
        String message = e.getMessage() == null ? "" : e.getMessage().strip();
        return e.getClass().getSimpleName() + ": " + message;
    }
}
