package io.peakday.notify.letter;

/**
 * A mail ready to be sent.
 *
 * @param kind what it is about, stable: {@code order-confirmation}
 * @param recipient one address
 * @param subject one line
 * @param html a whole document
 * @param text the same, for readers without HTML
 */
public record Letter(String kind, String recipient, String subject, String html, String text) {}
