package io.peakday.catalog;

/**
 * A brand with its one canonical spelling.
 *
 * @param slug unique; spellings with the same slug ({@code HP}, {@code hp}) are one brand
 * @param products how many published products carry it
 */
public record Brand(String slug, String name, long products) {}
