package io.peakday.mail;

import io.peakday.kernel.Ids;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A link that a mail is to hold, as events and queued mails carry it: not the token, but what its maker ({@link MailLinks}) derives it from when
 * the mail is sent. It is no secret: without the key nobody makes a token of it.
 *
 * @param purpose what the link is for: {@code reset}
 * @param key the id of the key that the token is derived with
 * @param id of the request; stands in the place of the token until the mail is sent
 */
public record LinkRequest(String purpose, String key, UUID id) {
    private static final Pattern TEXT = Pattern.compile("([a-z_-]{1,40}):([a-z0-9-]{1,32}):([0-9a-f-]{36})");

    /** What {@link #toString} wrote. */
    public static LinkRequest parse(String text) {
        Matcher parts = TEXT.matcher(text);
        if (!parts.matches()) {
            throw new IllegalArgumentException("not a request for a link: " + text);
        }
        return new LinkRequest(
                parts.group(1), parts.group(2), Ids.parse(parts.group(3)).orElseThrow());
    }

    @Override
    public String toString() {
        return purpose + ':' + key + ':' + id;
    }
}
