package io.peakday.storefrontkit;

import gg.jte.Content;
import gg.jte.TemplateOutput;
import io.peakday.ui.Html;

/**
 * A part of a page, rendered already. It is made by a template alone, so everything in it is escaped, and nothing is left to fail or
 * to wait for when the page is put together.
 */
public final class Fragment implements Content {
    private final Content rendered;

    private Fragment(Content rendered) {
        this.rendered = rendered;
    }

    /** Renders the template of the module's own with its one parameter. */
    public static Fragment of(Html html, String template, Object view) {
        return new Fragment(html.part(template, view));
    }

    @Override
    public void writeTo(TemplateOutput output) {
        rendered.writeTo(output);
    }
}
