package io.peakday.mail;

import io.peakday.mail.Block.Aside;
import io.peakday.mail.Block.Button;
import io.peakday.mail.Block.Facts;
import io.peakday.mail.Block.Items;
import io.peakday.mail.Block.Lines;
import io.peakday.mail.Block.Paragraph;
import java.util.stream.Collectors;

/** Shows content as plain text of lines up to 72 characters. */
final class TextPage {
    private static final int WIDTH = 72;

    private TextPage() {}

    static String of(Content content) {
        StringBuilder page = new StringBuilder();
        page.append(content.heading()).append('\n');
        page.append("=".repeat(Math.min(WIDTH, content.heading().length()))).append("\n\n");
        for (Block block : content.blocks()) {
            page.append(block(block)).append("\n\n");
        }
        return page.append("-- \n")
                .append(wrapped(content.reason()))
                .append('\n')
                .toString();
    }

    private static String block(Block block) {
        return switch (block) {
            case Paragraph paragraph -> wrapped(paragraph.text());
            case Button button -> button.label() + ":\n" + button.url();
            case Items items ->
                items.items().stream()
                        .map(item -> aligned(item.title(), item.amount()) + "\n  " + item.detail())
                        .collect(Collectors.joining("\n"));
            case Facts facts ->
                facts.facts().stream()
                        .map(fact -> aligned(fact.label(), fact.value()))
                        .collect(Collectors.joining("\n"));
            case Lines lines -> lines.heading() + "\n  " + String.join("\n  ", lines.lines());
            case Aside aside -> wrapped(aside.text());
        };
    }

    private static String aligned(String left, String right) {
        int gap = WIDTH - left.length() - right.length();
        return gap >= 2
                ? left + " ".repeat(gap) + right
                : left + "\n" + " ".repeat(Math.max(0, WIDTH - right.length())) + right;
    }

    private static String wrapped(String text) {
        StringBuilder lines = new StringBuilder();
        int width = 0;
        for (String word : text.strip().split("\\s+")) {
            if (width > 0 && width + 1 + word.length() > WIDTH) {
                lines.append('\n');
                width = 0;
            } else if (width > 0) {
                lines.append(' ');
                width++;
            }
            lines.append(word);
            width += word.length();
        }
        return lines.toString();
    }
}
