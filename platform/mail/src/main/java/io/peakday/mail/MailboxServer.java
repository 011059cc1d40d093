package io.peakday.mail;

import jakarta.mail.MessagingException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.subethamail.smtp.MessageHandler;
import org.subethamail.smtp.RejectException;
import org.subethamail.smtp.TooMuchDataException;
import org.subethamail.smtp.auth.EasyAuthenticationHandlerFactory;
import org.subethamail.smtp.auth.LoginFailedException;
import org.subethamail.smtp.server.SMTPServer;

/**
 * The embedded SMTP server: takes every mail that this program sends to it on the loopback interface, and stores it in the
 * local mailbox before it says yes. It gives nothing out.
 *
 * <p>Other users of the machine reach its port as well, and a mail of theirs would look like one of the store's. So it asks
 * for a password that is made at its start and leaves this process only by its own port, which nobody else can have.
 */
final class MailboxServer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(MailboxServer.class);
    private static final int MAX_BYTES = 2 << 20;
    private static final int MAX_RECIPIENTS = 50;
    private static final String USER = "peakday";
    private static final int SECRET_BYTES = 32;

    private final Mailbox mailbox;
    private final String password;
    private final SMTPServer server;

    MailboxServer(Mailbox mailbox) {
        this.mailbox = mailbox;
        byte[] secret = new byte[SECRET_BYTES];
        new SecureRandom().nextBytes(secret);
        this.password = HexFormat.of().formatHex(secret);
        this.server = SMTPServer.port(0)
                .bindAddress(InetAddress.getLoopbackAddress())
                .hostName("localhost")
                .softwareName("Peakday mailbox")
                .maxMessageSize(MAX_BYTES)
                .maxRecipients(MAX_RECIPIENTS)
                .maxConnections(20)
                .connectionTimeoutMs(30_000)
                .requireAuth(true)
                .showAuthCapabilitiesBeforeSTARTTLS(true)
                .authenticationHandlerFactory(
                        new EasyAuthenticationHandlerFactory((user, given, context) -> check(user, given)))
                .messageHandlerFactory(context -> new Handler())
                .build();
    }

    void start() {
        server.start();
        LOG.debug("The local mailbox listens on port {}", port());
    }

    /** Known once started. */
    SmtpClient.Server address() {
        return new SmtpClient.Server("127.0.0.1", port(), USER, password);
    }

    private int port() {
        return server.getPortAllocated();
    }

    private void check(String user, String given) throws LoginFailedException {
        boolean right = MessageDigest.isEqual(
                password.getBytes(StandardCharsets.UTF_8), given.getBytes(StandardCharsets.UTF_8));
        if (!USER.equals(user) || !right) {
            throw new LoginFailedException();
        }
    }

    @Override
    public void close() {
        if (server.isRunning()) {
            server.stop();
        }
    }

    private final class Handler implements MessageHandler {
        private final List<String> recipients = new ArrayList<>();
        private String sender = "";

        @Override
        public void from(String from) {
            sender = from;
        }

        @Override
        public void recipient(String recipient) {
            recipients.add(recipient);
        }

        @Override
        public String data(InputStream data) throws RejectException, TooMuchDataException, IOException {
            byte[] source = data.readNBytes(MAX_BYTES + 1);
            if (source.length > MAX_BYTES) {
                throw new TooMuchDataException();
            }
            try {
                Mime.Head head = Mime.head(source);
                recipients.forEach(recipient -> mailbox.store(sender, recipient, head, source));
                return "stored";
            } catch (MessagingException e) {
                throw new RejectException(554, "This is not a mail.");
            } catch (RuntimeException e) {
                LOG.warn("The local mailbox cannot store a mail now: {}", e.toString());
                throw new RejectException(451, "The mailbox does not answer; try again later.");
            }
        }

        @Override
        public void done() {
            // The session is over; what it brought is stored.
        }
    }
}
