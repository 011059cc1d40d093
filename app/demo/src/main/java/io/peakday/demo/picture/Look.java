package io.peakday.demo.picture;

/**
 * How one model looks: its colour, and what a seed decides (proportions, patterns), so that two kettles differ and the
 * same kettle is the same from every angle.
 */
record Look(Tone tone, long seed) {
    /** A number from 0 (included) to 1 (not), fixed for this model and the given trait. */
    double trait(int trait) {
        long mixed = (seed + trait * 0x9E3779B97F4A7C15L) * 0xBF58476D1CE4E5B9L;
        mixed ^= mixed >>> 31;
        mixed *= 0x94D049BB133111EBL;
        return (mixed >>> 40) / (double) (1 << 24);
    }

    double between(int trait, double low, double high) {
        return low + (high - low) * trait(trait);
    }

    boolean chance(int trait) {
        return trait(trait) < 0.5;
    }

    Tone pick(int trait, Tone... tones) {
        return tones[(int) (trait(trait) * tones.length)];
    }

    /** A second tone that goes with the first. */
    Tone accent() {
        return pick(
                90, Tone.hex("D96C3F"), Tone.hex("E9B44C"), Tone.hex("4F7CAC"), Tone.hex("6A9C78"), Tone.hex("F1E9DA"));
    }
}
