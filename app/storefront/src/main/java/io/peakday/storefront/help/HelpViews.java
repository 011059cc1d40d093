package io.peakday.storefront.help;

import io.peakday.storefrontkit.Shell;
import io.peakday.ui.Form;
import io.peakday.ui.Link;
import java.util.List;

/** Pages that only say something. */
public final class HelpViews {
    private HelpViews() {}

    public record HelpPage(Shell shell) {}

    /**
     * @param shape the drawing
     * @param reference to give to support; empty where there is none
     */
    public record ErrorPage(
            Shell shell, int status, String shape, String title, String text, String reference, List<Link> ways) {}

    /** @param href where the button leads; empty for no button */
    public record MessagePage(Shell shell, String shape, String title, String text, String label, String href) {}

    /**
     * Who has no account asks for their data.
     *
     * @param sent whether a mail may be on its way
     */
    public record DataRequest(Shell shell, Form form, boolean sent) {}

    /**
     * What the link of such a mail leads to.
     *
     * @param erase whether it erases; else it hands out
     * @param orders how many orders it is about
     */
    public record DataConfirm(Shell shell, String token, String email, boolean erase, int orders) {}
}
