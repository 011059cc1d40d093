package io.peakday.greeting;

/** @param language two letters (ISO 639-1) */
public record Greeting(String language, String words) {}
