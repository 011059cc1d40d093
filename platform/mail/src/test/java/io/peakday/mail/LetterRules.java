package io.peakday.mail;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

/** What is true of every mail, whichever module brings it: for their tests, too. */
public final class LetterRules {
    /** What customers and products may be called. */
    public static final String NASTY = "<script>alert('x')</script> & \"Co\"";

    private LetterRules() {}

    /** Both parts, nothing from elsewhere, and kinds of their own that begin with this word. */
    public static void check(String kind, List<Letter> letters) {
        for (Letter letter : letters) {
            assertThat(letter.html()).startsWith("<!doctype html>").endsWith("</html>\n");
            assertThat(letter.html())
                    .doesNotContain("<table")
                    .doesNotContain("<img")
                    .doesNotContain("@import");
            assertThat(letter.text()).isNotBlank().doesNotContain("<div");
            assertThat(letter.subject()).isNotBlank();
            assertThat(letter.kind()).matches(kind + "-[a-z-]+");
        }
        assertThat(letters).extracting(Letter::kind).doesNotHaveDuplicates();
    }

    /** Of mails in which somebody or something is called {@link #NASTY}. */
    public static void checkEscaped(List<Letter> letters) {
        for (Letter letter : letters) {
            assertThat(letter.html()).doesNotContain("<script").doesNotContain("alert('x')");
            assertThat(letter.html().replaceAll("&(amp|lt|gt|quot|#39);", "")).doesNotContain("&");
        }
    }
}
