package io.peakday.storefront.help;

import io.peakday.storefront.layout.Shell;
import io.peakday.ui.Link;
import java.util.List;

/** Pages that only say something. */
public final class HelpViews {
    private HelpViews() {}

    public record HelpPage(Shell shell) {}

    /**
     * @param shape the drawing
     * @param reference to tell support; empty where there is none
     */
    public record ErrorPage(
            Shell shell, int status, String shape, String title, String text, String reference, List<Link> ways) {}

    /** @param href where the button leads; empty for no button */
    public record MessagePage(Shell shell, String shape, String title, String text, String label, String href) {}
}
