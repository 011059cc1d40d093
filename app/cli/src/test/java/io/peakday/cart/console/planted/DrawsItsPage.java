package io.peakday.cart.console.planted;

import io.peakday.consolekit.Frame;

/** Makes a page of the console where its system makes its pages. */
public final class DrawsItsPage {
    private DrawsItsPage() {}

    public static String title(Frame frame) {
        return frame.title();
    }
}
