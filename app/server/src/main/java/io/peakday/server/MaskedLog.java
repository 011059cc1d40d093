package io.peakday.server;

import ch.qos.logback.classic.PatternLayout;
import ch.qos.logback.classic.pattern.MessageConverter;
import ch.qos.logback.classic.spi.ILoggingEvent;
import io.peakday.kernel.Secrets;
import org.springframework.boot.json.JsonWriter;
import org.springframework.boot.json.JsonWriter.ValueProcessor;
import org.springframework.boot.logging.logback.ExtendedWhitespaceThrowableProxyConverter;
import org.springframework.boot.logging.structured.StructuredLoggingJsonMembersCustomizer;

/**
 * Masks what looks like a secret in everything that is logged: in the lines of the file (made by the framework, which knows this
 * class by name), and on the terminal.
 */
public final class MaskedLog implements StructuredLoggingJsonMembersCustomizer<Object> {
    /** The word of a pattern for a masked stack trace. */
    static final String EXCEPTION = "%maskedEx";

    @Override
    public void customize(JsonWriter.Members<Object> members) {
        members.applyingValueProcessor(
                ValueProcessor.of(String.class, text -> text == null ? null : Secrets.masked(text)));
    }

    /** Before the logging is set up: patterns mean these by their words for a message. */
    static void onTerminal() {
        for (String word : new String[] {"m", "msg", "message"}) {
            PatternLayout.DEFAULT_CONVERTER_SUPPLIER_MAP.put(word, Message::new);
        }
        PatternLayout.DEFAULT_CONVERTER_SUPPLIER_MAP.put("maskedEx", StackTrace::new);
    }

    /** A message without its secrets. */
    static final class Message extends MessageConverter {
        @Override
        public String convert(ILoggingEvent event) {
            return Secrets.masked(super.convert(event));
        }
    }

    /** A stack trace without its secrets: messages of exceptions quote what they choked on. */
    static final class StackTrace extends ExtendedWhitespaceThrowableProxyConverter {
        @Override
        public String convert(ILoggingEvent event) {
            return Secrets.masked(super.convert(event));
        }
    }
}
