package io.peakday.commandkit;

/**
 * What 'doctor' says of one thing.
 *
 * @param what in a word or two: {@code taxes}
 * @param ok whether it is as it should be
 * @param says a sentence; where it is not, with what to do about it
 * @param note whether somebody should read it although nothing is broken
 */
public record Finding(String what, boolean ok, String says, boolean note) {
    public static Finding ok(String what, String says) {
        return new Finding(what, true, says, false);
    }

    public static Finding wrong(String what, String says) {
        return new Finding(what, false, says, false);
    }

    public static Finding note(String what, String says) {
        return new Finding(what, true, says, true);
    }
}
