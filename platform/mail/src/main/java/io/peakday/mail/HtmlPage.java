package io.peakday.mail;

import io.peakday.mail.Block.Aside;
import io.peakday.mail.Block.Button;
import io.peakday.mail.Block.Fact;
import io.peakday.mail.Block.Facts;
import io.peakday.mail.Block.Item;
import io.peakday.mail.Block.Items;
import io.peakday.mail.Block.Lines;
import io.peakday.mail.Block.Paragraph;
import java.util.List;

/**
 * Shows content as one HTML document: a single column that fits any width, the colours of the store's tokens (as hex, which
 * mail readers know), dark where the reader is. Styles stand at the elements, because some readers drop style sheets; the
 * sheet only adds the dark colours. Every text passes {@link #escaped}; nothing is loaded from anywhere.
 */
final class HtmlPage {
    private static final String FONT =
            "font-family:ui-sans-serif,system-ui,-apple-system,'Segoe UI',Roboto,Helvetica,Arial,sans-serif;";
    private final StringBuilder out = new StringBuilder(8_000);

    private HtmlPage() {}

    static String of(Content content) {
        HtmlPage page = new HtmlPage();
        page.write(content);
        return page.out.toString();
    }

    private static String head(String title) {
        return """
            <!doctype html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta name="color-scheme" content="light dark">
            <title>%s</title>
            <style>
            @media (prefers-color-scheme: dark) {
              .ground { background: #15120f !important }
              .sheet { background: #1e1a17 !important; border-color: #36312c !important }
              .ink { color: #f1eee9 !important }
              .soft { color: #bfbab2 !important }
              .faint { color: #9d9790 !important }
              .line { border-color: #36312c !important }
              .mark { color: #f67f3d !important }
              .button { background: #f67f3d !important; color: #1c0d06 !important }
            }
            @media (max-width: 480px) { .sheet { padding: 24px 20px !important; border-radius: 0 !important; border-width: 1px 0 !important }
              .edge { padding: 0 20px !important } }
            </style>
            </head>
            """.formatted(escaped(title));
    }

    private void write(Content content) {
        out.append(head(content.subject()));
        out.append("<body class=\"ground\" style=\"margin:0;padding:24px 0;background:#fcf9f5;" + FONT + "\">\n");
        out.append("<div style=\"display:none;max-height:0;overflow:hidden\">")
                .append(escaped(content.preview()))
                .append("</div>\n");
        out.append("<div style=\"max-width:560px;margin:0 auto\">\n");
        element(
                "p",
                "mark edge",
                "margin:0 0 16px;padding:0 33px;font-size:20px;font-weight:700;letter-spacing:-0.02em;"
                        + "color:#ce4207",
                "Peakday");
        out.append("<div class=\"sheet\" style=\"background:#fffffe;border:1px solid #e3dfd8;border-radius:12px;"
                + "padding:32px\">\n");
        element(
                "h1",
                "ink",
                "margin:0 0 16px;font-size:26px;line-height:1.2;letter-spacing:-0.02em;color:#221a14",
                content.heading());
        content.blocks().forEach(this::block);
        out.append("</div>\n");
        element(
                "p",
                "faint edge",
                "margin:20px 0 0;padding:0 33px;font-size:13px;line-height:1.5;color:#6e665e",
                content.reason());
        out.append("</div>\n</body>\n</html>\n");
    }

    private void block(Block block) {
        switch (block) {
            case Paragraph paragraph ->
                element("p", "soft", "margin:0 0 16px;font-size:16px;line-height:1.55;color:#544b44", paragraph.text());
            case Button button -> button(button);
            case Items items -> items(items.items());
            case Facts facts -> facts(facts);
            case Lines lines -> lines(lines);
            case Aside aside ->
                element("p", "faint", "margin:0 0 12px;font-size:14px;line-height:1.5;color:#6e665e", aside.text());
        }
    }

    private void button(Button button) {
        out.append("<p style=\"margin:24px 0\"><a class=\"button\" href=\"")
                .append(escaped(button.url()))
                .append("\" style=\"display:inline-block;padding:13px 24px;border-radius:8px;background:#ce4207;"
                        + "color:#fffdfa;font-size:16px;font-weight:600;text-decoration:none\">")
                .append(escaped(button.label()))
                .append("</a></p>\n");
    }

    private void items(List<Item> items) {
        out.append("<div style=\"margin:24px 0 8px\">\n");
        for (Item item : items) {
            out.append("<div class=\"line\" style=\"display:flex;justify-content:space-between;gap:16px;padding:12px 0;"
                    + "border-top:1px solid #e3dfd8\"><div>");
            element("p", "ink", "margin:0;font-size:15px;line-height:1.4;font-weight:600;color:#221a14", item.title());
            element("p", "faint", "margin:2px 0 0;font-size:14px;line-height:1.4;color:#6e665e", item.detail());
            out.append("</div>");
            element(
                    "p",
                    "ink",
                    "margin:0 0 0 auto;font-size:15px;line-height:1.4;white-space:nowrap;"
                            + "font-variant-numeric:tabular-nums;color:#221a14",
                    item.amount());
            out.append("</div>\n");
        }
        out.append("</div>\n");
    }

    private void facts(Facts facts) {
        out.append("<div class=\"line\" style=\"margin:0 0 24px;padding:12px 0 0;border-top:1px solid #e3dfd8\">\n");
        for (int i = 0; i < facts.facts().size(); i++) {
            Fact fact = facts.facts().get(i);
            boolean sum = facts.sum() && i == facts.facts().size() - 1;
            String weight = sum ? "font-size:17px;font-weight:700;" : "font-size:15px;";
            out.append("<div style=\"display:flex;justify-content:space-between;gap:16px;padding:3px 0\">");
            element("span", sum ? "ink" : "soft", weight + "color:" + (sum ? "#221a14" : "#544b44"), fact.label());
            element(
                    "span",
                    "ink",
                    weight + "margin-left:auto;text-align:right;font-variant-numeric:tabular-nums;" + "color:#221a14",
                    fact.value());
            out.append("</div>\n");
        }
        out.append("</div>\n");
    }

    private void lines(Lines lines) {
        element("h2", "faint", "margin:24px 0 6px;font-size:13px;font-weight:600;color:#6e665e", lines.heading());
        out.append("<p class=\"ink\" style=\"margin:0 0 16px;font-size:15px;line-height:1.5;color:#221a14\">");
        for (int i = 0; i < lines.lines().size(); i++) {
            out.append(i == 0 ? "" : "<br>").append(escaped(lines.lines().get(i)));
        }
        out.append("</p>\n");
    }

    private void element(String tag, String names, String style, String text) {
        out.append('<')
                .append(tag)
                .append(" class=\"")
                .append(names)
                .append("\" style=\"")
                .append(style)
                .append("\">");
        out.append(escaped(text)).append("</").append(tag).append(">\n");
    }

    /** Safe as text and within quoted attributes. */
    static String escaped(String text) {
        StringBuilder safe = new StringBuilder(text.length() + 16);
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '&' -> safe.append("&amp;");
                case '<' -> safe.append("&lt;");
                case '>' -> safe.append("&gt;");
                case '"' -> safe.append("&quot;");
                case '\'' -> safe.append("&#39;");
                default -> safe.append(c);
            }
        }
        return safe.toString();
    }
}
