package io.peakday.demo.picture;

import java.util.Map;

/** The colour names variants are sold under, and the tones that draw them. */
public final class Colours {
    private static final Map<String, Tone> TONES = Map.ofEntries(
            Map.entry("Black", Tone.hex("2F2E33")),
            Map.entry("Graphite", Tone.hex("54565C")),
            Map.entry("White", Tone.hex("EDEBE6")),
            Map.entry("Cream", Tone.hex("EADFC8")),
            Map.entry("Sand", Tone.hex("D3BF9C")),
            Map.entry("Oak", Tone.OAK),
            Map.entry("Walnut", Tone.WALNUT),
            Map.entry("Terracotta", Tone.hex("C4694A")),
            Map.entry("Rust", Tone.hex("A24A2E")),
            Map.entry("Mustard", Tone.hex("D9A441")),
            Map.entry("Olive", Tone.hex("7C7F52")),
            Map.entry("Forest", Tone.hex("35604A")),
            Map.entry("Sage", Tone.hex("A3B49A")),
            Map.entry("Teal", Tone.hex("2F7C7E")),
            Map.entry("Sky", Tone.hex("8FB8D6")),
            Map.entry("Navy", Tone.hex("2B3F63")),
            Map.entry("Lavender", Tone.hex("A79BC8")),
            Map.entry("Plum", Tone.hex("6E3B5C")),
            Map.entry("Blush", Tone.hex("E2B4A8")),
            Map.entry("Red", Tone.hex("B93A3A")),
            Map.entry("Coral", Tone.hex("E77F67")),
            Map.entry("Silver", Tone.hex("C3C7CC")),
            Map.entry("Steel", Tone.STEEL),
            Map.entry("Brass", Tone.BRASS),
            Map.entry("Copper", Tone.hex("BD7550")),
            Map.entry("Tan", Tone.LEATHER.light(0.2)),
            Map.entry("Denim", Tone.hex("4C6A92")),
            Map.entry("Charcoal", Tone.hex("45454C")));

    private Colours() {}

    public static boolean isKnown(String name) {
        return TONES.containsKey(name);
    }

    static Tone tone(String name) {
        Tone tone = TONES.get(name);
        return tone != null ? tone : Tone.STEEL;
    }
}
