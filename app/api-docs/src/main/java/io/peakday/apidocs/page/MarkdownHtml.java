package io.peakday.apidocs.page;

import org.commonmark.parser.Parser;
import org.commonmark.renderer.html.HtmlRenderer;

/** The document's Markdown (CommonMark) as HTML; HTML in it is shown as text. */
final class MarkdownHtml {
    private static final Parser PARSER = Parser.builder().build();
    private static final HtmlRenderer RENDERER =
            HtmlRenderer.builder().escapeHtml(true).sanitizeUrls(true).build();

    private MarkdownHtml() {}

    static String of(String markdown) {
        return RENDERER.render(PARSER.parse(markdown));
    }

    /** Of one paragraph, without its tags. */
    static String inline(String markdown) {
        String html = of(markdown).strip();
        boolean one = html.startsWith("<p>") && html.endsWith("</p>") && html.indexOf("<p>", 1) < 0;
        return one ? html.substring(3, html.length() - 4) : html;
    }
}
