package io.peakday.notify;

import jakarta.mail.BodyPart;
import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.Part;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a person wants to see of a received message (RFC 5322, RFC 2045).
 *
 * @param messageId as sent; made from the content where there is none
 */
record Parsed(
        String messageId,
        String subject,
        @Nullable String html,
        @Nullable String text) {
    private static final int MAX_DEPTH = 10;

    static Parsed of(Session session, byte[] source) throws MessagingException {
        MimeMessage message = new MimeMessage(session, new ByteArrayInputStream(source));
        String id = message.getMessageID();
        String subject = message.getSubject();
        return new Parsed(
                id == null ? "<" + UUID.nameUUIDFromBytes(source) + "@none>" : id,
                subject == null ? "" : subject,
                find(message, "text/html", 0),
                find(message, "text/plain", 0));
    }

    /** The first part of that type, depth first; null if there is none that can be read. */
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
