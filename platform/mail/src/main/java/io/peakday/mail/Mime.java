package io.peakday.mail;

import jakarta.mail.BodyPart;
import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.Part;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetHeaders;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeUtility;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Properties;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Reads received messages (RFC 5322, RFC 2045). */
final class Mime {
    /** Making one looks through every library for providers, so one serves all mails. */
    private static final Session READING = Session.getInstance(new Properties());

    private static final int MAX_DEPTH = 10;

    private Mime() {}

    /** @param messageId as sent; made from the content where there is none */
    record Head(String messageId, String subject) {}

    /** What a person wants to see; null where there is no such part, or none that can be read. */
    record Body(@Nullable String html, @Nullable String text) {}

    /** @throws MessagingException if this does not begin with headers */
    static Head head(byte[] source) throws MessagingException {
        InternetHeaders headers = new InternetHeaders(new ByteArrayInputStream(source));
        String id = headers.getHeader("Message-ID", null);
        return new Head(
                id == null ? "<" + UUID.nameUUIDFromBytes(source) + "@none>" : id,
                decoded(headers.getHeader("Subject", null)));
    }

    static Body body(byte[] source) {
        try {
            MimeMessage message = new MimeMessage(READING, new ByteArrayInputStream(source));
            return new Body(find(message, "text/html", 0), find(message, "text/plain", 0));
        } catch (MessagingException e) {
            return new Body(null, null);
        }
    }

    private static String decoded(@Nullable String subject) {
        if (subject == null) {
            return "";
        }
        try {
            return MimeUtility.decodeText(MimeUtility.unfold(subject));
        } catch (IOException e) {
            return subject;
        }
    }

    /** The first part of that type, depth first. */
    private static @Nullable String find(Part part, String type, int depth) throws MessagingException {
        try {
            if (part.isMimeType(type) && part.getContent() instanceof String content) {
                return content;
            }
            if (part.isMimeType("multipart/*") && depth < MAX_DEPTH && part.getContent() instanceof Multipart parts) {
                for (int i = 0; i < parts.getCount(); i++) {
                    BodyPart inner = parts.getBodyPart(i);
                    String found = find(inner, type, depth + 1);
                    if (found != null) {
                        return found;
                    }
                }
            }
            return null;
        } catch (IOException e) {
            return null;
        }
    }
}
