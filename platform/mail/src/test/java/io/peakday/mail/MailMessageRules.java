package io.peakday.mail;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

/** What is true of every mail, whichever module brings it: for their tests, too. */
public final class MailMessageRules {
    /** What customers and products may be called. */
    public static final String NASTY = "<script>alert('x')</script> & \"Co\"";

    private MailMessageRules() {}

    /** Both parts, nothing from elsewhere, and kinds of their own that begin with this word. */
    public static void check(String kind, List<MailMessage> messages) {
        for (MailMessage message : messages) {
            assertThat(message.html()).startsWith("<!doctype html>").endsWith("</html>\n");
            assertThat(message.html())
                    .doesNotContain("<table")
                    .doesNotContain("<img")
                    .doesNotContain("@import");
            assertThat(message.text()).isNotBlank().doesNotContain("<div");
            assertThat(message.subject()).isNotBlank();
            assertThat(message.kind()).matches(kind + "-[a-z-]+");
        }
        assertThat(messages).extracting(MailMessage::kind).doesNotHaveDuplicates();
    }

    /** Of mails in which somebody or something is called {@link #NASTY}. */
    public static void checkEscaped(List<MailMessage> messages) {
        for (MailMessage message : messages) {
            assertThat(message.html()).doesNotContain("<script").doesNotContain("alert('x')");
            assertThat(message.html().replaceAll("&(amp|lt|gt|quot|#39);", "")).doesNotContain("&");
        }
    }
}
