package io.peakday.ui;

import org.jspecify.annotations.Nullable;

/**
 * A picture to show, or what to draw in its place.
 *
 * @param url null where there is no picture
 * @param alt what it shows
 * @param shape the drawing shown instead of a missing picture, a symbol of {@code shapes.svg}
 */
public record Picture(@Nullable String url, String alt, int width, int height, String shape) {
    private static final int SIDE = 640;

    public static Picture of(String url, String alt, int width, int height, String shape) {
        return new Picture(url, alt, width > 0 ? width : SIDE, height > 0 ? height : SIDE, shape);
    }

    public static Picture none(String alt, String shape) {
        return new Picture(null, alt, SIDE, SIDE, shape);
    }
}
