package io.peakday.events;

import io.peakday.kernel.Secrets;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32C;

/**
 * What went wrong, as it is kept with a dead letter; messages of exceptions may quote what they choked on, so secrets are masked.
 *
 * @param digest of the classes and the places in the code, without messages: alike for failures of one cause
 */
record HandlingError(String error, String stack, String digest) {
    private static final int MAX_ERROR = 1_000;
    private static final int MAX_STACK = 8_000;
    private static final int DIGEST_FRAMES = 12;

    static HandlingError of(Throwable e) {
        StringWriter stack = new StringWriter();
        e.printStackTrace(new PrintWriter(stack));
        CRC32C digest = new CRC32C();
        int depth = 0;
        for (Throwable cause = e; cause != null && depth < 8; cause = cause.getCause(), depth++) {
            update(digest, cause.getClass().getName());
            StackTraceElement[] frames = cause.getStackTrace();
            for (int i = 0; i < Math.min(DIGEST_FRAMES, frames.length); i++) {
                update(digest, frames[i].getClassName() + "." + frames[i].getMethodName());
            }
        }
        return new HandlingError(
                cut(Secrets.masked(e.getClass().getSimpleName() + ": " + e.getMessage()), MAX_ERROR),
                cut(Secrets.masked(stack.toString()), MAX_STACK),
                "%08x".formatted(digest.getValue()));
    }

    static HandlingError waiting() {
        return new HandlingError("waits behind a dead letter of the same key", "", "");
    }

    /** Of an event that the inbox does not cover, so that nobody can say whether it was handled. */
    static HandlingError outside() {
        return new HandlingError(
                "It was made at a time that the inbox does not cover (any more), so it may have been handled before. Replay it if"
                        + " it was not, else discard it.",
                "",
                "");
    }

    private static void update(CRC32C digest, String text) {
        digest.update(text.getBytes(StandardCharsets.UTF_8));
        digest.update('\n');
    }

    private static String cut(String text, int max) {
        return text.length() <= max ? text : text.substring(0, max - 1) + "…";
    }
}
