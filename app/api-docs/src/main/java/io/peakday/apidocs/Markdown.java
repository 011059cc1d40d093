package io.peakday.apidocs;

import com.github.therapi.runtimejavadoc.Comment;
import com.github.therapi.runtimejavadoc.CommentVisitor;
import com.github.therapi.runtimejavadoc.Link;
import com.github.therapi.runtimejavadoc.Value;
import java.util.regex.Pattern;

/** Javadoc as CommonMark, which is what OpenAPI's descriptions are: code in backticks, names in place of links, no HTML. */
final class Markdown implements CommentVisitor {
    private static final Pattern PARAGRAPH = Pattern.compile("\\s*</?(?:p|ul|ol|pre)>\\s*");
    private static final Pattern ITEM = Pattern.compile("\\s*<li>\\s*");
    private static final Pattern STRONG = Pattern.compile("</?b>");
    private static final Pattern EMPHASIS = Pattern.compile("</?i>");
    private static final Pattern TAG = Pattern.compile("</?[a-z]+[^>]*>");
    private static final Pattern BREAK = Pattern.compile("[ \\t]*\\R[ \\t]*(?!\\R|[-*] )");
    private static final Pattern ENDS_SENTENCE = Pattern.compile("(?<=[.?!])(?:\\s+|$)");

    private final StringBuilder text = new StringBuilder();

    private Markdown() {}

    static String of(Comment comment) {
        Markdown markdown = new Markdown();
        comment.visit(markdown);
        return markdown.text.toString().strip();
    }

    /** Up to the end of its first sentence. */
    static String firstSentence(String markdown) {
        return ENDS_SENTENCE.split(markdown, 2)[0];
    }

    /** What follows the first sentence. */
    static String rest(String markdown) {
        return markdown.substring(firstSentence(markdown).length()).strip();
    }

    @Override
    public void commentText(String html) {
        String paragraphs = PARAGRAPH.matcher(html).replaceAll("\n\n");
        String items = ITEM.matcher(paragraphs).replaceAll("\n- ");
        String marked = EMPHASIS.matcher(STRONG.matcher(items).replaceAll("**")).replaceAll("*");
        text.append(BREAK.matcher(unescaped(TAG.matcher(marked).replaceAll(""))).replaceAll(" "));
    }

    private static String unescaped(String html) {
        return html.replace("&lt;", "<")
                .replace("&gt;", ">")
                .replace("&quot;", "\"")
                .replace("&amp;", "&");
    }

    @Override
    public void inlineLink(Link link) {
        text.append(link.getLabel().isBlank() ? link.getReferencedMemberName() : link.getLabel());
    }

    @Override
    public void inlineTag(String name, String value) {
        String shown = value == null ? "" : value.strip();
        text.append(name.equals("code") ? '`' + shown + '`' : shown);
    }

    @Override
    public void inlineValue(Value value) {
        text.append(value.getReferencedMemberName());
    }
}
