package io.peakday.events;

/** An event as a handler gets it. */
public record Received<T>(Envelope envelope, T payload) {}
