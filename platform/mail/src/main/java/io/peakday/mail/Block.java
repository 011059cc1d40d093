package io.peakday.mail;

import java.util.List;

/** A part of a mail's content. Plain text throughout: whatever shows it escapes it. */
public sealed interface Block {
    record Paragraph(String text) implements Block {}

    /** The one thing to do. */
    record Button(String label, String url) implements Block {}

    /** What was bought. */
    record Items(List<Item> items) implements Block {}

    /** @param detail options and quantity */
    record Item(String title, String detail, String amount) {}

    /** Labels and values, one below the other; the last one stands out if {@code sum}. */
    record Facts(List<Fact> facts, boolean sum) implements Block {}

    record Fact(String label, String value) {}

    /** Lines that belong together under a heading, such as an address. */
    record Lines(String heading, List<String> lines) implements Block {}

    /** What is said in passing. */
    record Aside(String text) implements Block {}
}
