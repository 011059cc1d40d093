package io.peakday.consolekit;

import gg.jte.Content;
import gg.jte.output.Utf8ByteOutput;
import io.peakday.ui.Link;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;

/**
 * A part of a page that another module draws: see {@link OverviewSection} and {@link CustomerSection}.
 *
 * @param more where there is more of it; null where this is all
 * @param content null where it could not be drawn; a sentence says so
 */
public record Section(
        String title, @Nullable Link more, @Nullable Content content) {
    static Section missing(String title) {
        return new Section(title, null, null);
    }

    /** With its content rendered already, so that nothing of it can fail when the page is put together. */
    Section rendered() {
        if (content == null) {
            return this;
        }
        Utf8ByteOutput output = new Utf8ByteOutput();
        content.writeTo(output);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(output.getContentLength());
        try {
            output.writeTo(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        byte[] all = bytes.toByteArray();
        return new Section(title, more, page -> page.writeBinaryContent(all));
    }
}
