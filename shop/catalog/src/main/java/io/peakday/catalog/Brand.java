package io.peakday.catalog;

/**
 * A brand with its one canonical spelling.
 *
 * @param slug the name in lower-case letters and digits, unique; spellings with the same slug ({@code HP}, {@code hp}) are one brand
 * @param name as it was first written
 * @param products how many published products carry it
 */
public record Brand(String slug, String name, long products) {}
