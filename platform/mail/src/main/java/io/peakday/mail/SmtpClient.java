package io.peakday.mail;

import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import jakarta.mail.util.StreamProvider;
import java.io.UnsupportedEncodingException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Date;
import java.util.Properties;
import java.util.UUID;
import java.util.function.Supplier;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPMessage;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;
import org.eclipse.angus.mail.smtp.SMTPTransport;
import org.eclipse.angus.mail.util.MailStreamProvider;

/** Hands mails to an SMTP server (RFC 5321), as multipart/alternative of text and HTML. */
final class SmtpClient {
    private static final int MAX_LINE = 998 / 3;

    /**
     * Where to connect, and as whom.
     *
     * @param user empty for nobody
     */
    record Server(String host, int port, String user, String password) {
        Server(String host, int port) {
            this(host, port, "", "");
        }

        @Override
        public String toString() {
            return "Server[" + host + ":" + port + "]";
        }
    }

    private final MailSettings settings;
    private final Supplier<Server> server;
    private final Session session;

    /** @param server asked again for each connection, because the local mailbox's port is known only once it runs */
    SmtpClient(MailSettings settings, Supplier<Server> server) {
        this.settings = settings;
        this.server = server;
        // Named here, it is not looked for in every library again for each part of each mail.
        System.setProperty(StreamProvider.class.getName(), MailStreamProvider.class.getName());
        this.session = Session.getInstance(properties(settings.smtp()));
    }

    /** A connection; for several mails, one after the other. */
    Transport connect() throws MessagingException {
        MailSettings.Smtp smtp = settings.smtp();
        Server to = server.get();
        Transport transport = session.getTransport(smtp.security().equals("tls") ? "smtps" : "smtp");
        boolean anonymous = to.user().isEmpty();
        transport.connect(to.host(), to.port(), anonymous ? null : to.user(), anonymous ? null : to.password());
        return transport;
    }

    /** @param eventId makes the Message-ID, so that a mail sent twice by accident is recognised as one */
    void send(Transport transport, UUID eventId, MailMessage mail, String sender, Instant date)
            throws MessagingException {
        boolean eightBit = transport instanceof SMTPTransport smtp && smtp.supportsExtension("8BITMIME");
        MimeMessage message = message(eventId, mail, sender, date, eightBit);
        transport.sendMessage(message, message.getAllRecipients());
    }

    /** Whether the server refused permanently (a 5xx reply), or the address is none at all. */
    static boolean isPermanent(MessagingException e) {
        for (Exception cause = e; cause != null; cause = next(cause)) {
            if (cause instanceof AddressException) {
                return true;
            }
            int code = switch (cause) {
                case SMTPAddressFailedException address -> address.getReturnCode();
                case SMTPSendFailedException send -> send.getReturnCode();
                default -> 0;
            };
            if (code >= 500 && code < 600) {
                return true;
            }
        }
        return false;
    }

    private static @org.jspecify.annotations.Nullable Exception next(Exception e) {
        return e instanceof MessagingException messaging ? messaging.getNextException() : null;
    }

    private MimeMessage message(UUID eventId, MailMessage mail, String sender, Instant date, boolean eightBit)
            throws MessagingException {
        String domain = sender.substring(sender.lastIndexOf('@') + 1);
        String messageId = "<" + eventId + "." + mail.kind() + "@" + domain + ">";
        SMTPMessage message = new SMTPMessage(session) {
            @Override
            protected void updateMessageID() throws MessagingException {
                setHeader("Message-ID", messageId);
            }
        };
        message.setFrom(from(sender));
        message.setRecipient(Message.RecipientType.TO, new InternetAddress(mail.recipient(), true));
        message.setSubject(mail.subject(), StandardCharsets.UTF_8.name());
        message.setSentDate(Date.from(date));
        message.setHeader("Auto-Submitted", "auto-generated");
        MimeBodyPart text = new MimeBodyPart();
        text.setText(mail.text(), StandardCharsets.UTF_8.name());
        MimeBodyPart html = new MimeBodyPart();
        html.setText(mail.html(), StandardCharsets.UTF_8.name(), "html");
        if (eightBit && hasShortLines(mail.text()) && hasShortLines(mail.html())) {
            // As it is (RFC 6152): encoding every byte costs more than all the rest of sending.
            text.setHeader("Content-Transfer-Encoding", "8bit");
            html.setHeader("Content-Transfer-Encoding", "8bit");
            message.setMailExtension("BODY=8BITMIME");
        }
        message.setContent(new MimeMultipart("alternative", text, html));
        message.saveChanges();
        return message;
    }

    /** Whether no line can be longer than the 998 bytes that RFC 5321 allows, at three bytes a character. */
    private static boolean hasShortLines(String text) {
        return text.lines().allMatch(line -> line.length() <= MAX_LINE);
    }

    private InternetAddress from(String sender) throws AddressException {
        try {
            return new InternetAddress(sender, settings.fromName(), StandardCharsets.UTF_8.name());
        } catch (UnsupportedEncodingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Properties properties(MailSettings.Smtp smtp) {
        String millis = Long.toString(smtp.timeout().toMillis());
        boolean starttls = !smtp.isLocal() && smtp.security().equals("starttls");
        Properties properties = new Properties();
        for (String protocol : new String[] {"mail.smtp.", "mail.smtps."}) {
            properties.setProperty(protocol + "connectiontimeout", millis);
            properties.setProperty(protocol + "timeout", millis);
            properties.setProperty(protocol + "writetimeout", millis);
            properties.setProperty(
                    protocol + "auth",
                    Boolean.toString(smtp.isLocal() || !smtp.user().isEmpty()));
            properties.setProperty(protocol + "starttls.enable", Boolean.toString(starttls));
            properties.setProperty(protocol + "starttls.required", Boolean.toString(starttls));
            properties.setProperty(protocol + "ssl.checkserveridentity", "true");
        }
        return properties;
    }
}
