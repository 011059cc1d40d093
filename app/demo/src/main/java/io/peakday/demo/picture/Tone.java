package io.peakday.demo.picture;

import java.util.Locale;

/**
 * A colour in sRGB that can be lit and shaded.
 *
 * @param red 0–255
 * @param green 0–255
 * @param blue 0–255
 */
record Tone(int red, int green, int blue) {
    static final Tone WHITE = new Tone(255, 255, 255);
    static final Tone INK = new Tone(38, 36, 40);
    static final Tone STEEL = new Tone(186, 190, 196);
    static final Tone BRASS = new Tone(203, 164, 92);
    static final Tone OAK = new Tone(201, 160, 112);
    static final Tone WALNUT = new Tone(112, 78, 56);
    static final Tone LEATHER = new Tone(139, 90, 55);
    static final Tone RUBBER = new Tone(58, 58, 62);

    static Tone hex(String hex) {
        int value = Integer.parseInt(hex, 16);
        return new Tone(value >> 16, (value >> 8) & 0xFF, value & 0xFF);
    }

    /** Part of the way to another tone: 0 is this one, 1 the other. */
    Tone towards(Tone other, double part) {
        return new Tone(mix(red, other.red, part), mix(green, other.green, part), mix(blue, other.blue, part));
    }

    private static int mix(int from, int to, double part) {
        return (int) Math.round(from + (to - from) * part);
    }

    Tone light(double part) {
        return towards(WHITE, part);
    }

    /** Shadows lean to a cool violet rather than to black, which keeps them from looking dirty. */
    Tone dark(double part) {
        return towards(new Tone(30, 24, 44), part);
    }

    String css() {
        return String.format(Locale.ROOT, "#%02x%02x%02x", red, green, blue);
    }
}
