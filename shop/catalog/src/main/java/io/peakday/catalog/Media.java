package io.peakday.catalog;

import java.util.Objects;

/**
 * A picture, by its address.
 *
 * @param url where it is: absolute http(s), or a path of this store starting with {@code /}
 * @param alt what the picture shows, for those who cannot see it; empty for pure decoration
 * @param width pixels; 0 where unknown
 * @param height pixels; 0 where unknown
 */
public record Media(String url, String alt, int width, int height) {
    public Media {
        Objects.requireNonNull(url);
        Objects.requireNonNull(alt);
    }
}
