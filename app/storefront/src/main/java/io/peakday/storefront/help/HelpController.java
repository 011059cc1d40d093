package io.peakday.storefront.help;

import io.peakday.storefront.help.HelpViews.HelpPage;
import io.peakday.storefront.layout.PageLayouts;
import io.peakday.ui.Html;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Pages that only say something. */
@RestController
public final class HelpController {
    private final PageLayouts layouts;
    private final Html html;

    public HelpController(PageLayouts layouts, Html html) {
        this.layouts = layouts;
        this.html = html;
    }

    @GetMapping("/help/shipping-and-returns")
    ResponseEntity<byte[]> shipping() {
        return page("help/shipping", "Shipping & returns", "/help/shipping-and-returns");
    }

    @GetMapping("/help/privacy")
    ResponseEntity<byte[]> privacy() {
        return page("help/privacy", "Privacy", "/help/privacy");
    }

    @GetMapping("/help/accessibility")
    ResponseEntity<byte[]> accessibility() {
        return page("help/accessibility", "Accessibility", "/help/accessibility");
    }

    private ResponseEntity<byte[]> page(String template, String title, String path) {
        return html.page(template, new HelpPage(layouts.of(title).describe(title + " at Peakday", path)));
    }
}
