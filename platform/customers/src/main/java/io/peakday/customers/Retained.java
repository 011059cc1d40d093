package io.peakday.customers;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * Something that is kept although its owner was erased.
 *
 * @param what in plain words: {@code The invoice of order PD-…}
 * @param reason which rule or purpose asks for it, in plain words
 * @param until the day after which it is deleted by itself; null where an event that is still to come ends it
 */
public record Retained(String what, String reason, @Nullable LocalDate until) {}
