package io.peakday.cart.planted;

import io.peakday.consolekit.Frame;

/** Makes a page of the console where none is made, so that the rule against it is seen to work. */
public final class DrawsAPage {
    private DrawsAPage() {}

    public static String title(Frame frame) {
        return frame.title();
    }
}
