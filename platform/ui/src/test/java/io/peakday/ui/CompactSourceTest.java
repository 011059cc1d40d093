package io.peakday.ui;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import org.junit.jupiter.api.Test;

class CompactSourceTest {
    @Test
    void indentationEmptyLinesAndCommentsWithLinesOfTheirOwnGo() {
        assertThat(CompactSource.of("""
                /* Colours. */
                :root {
                  --ink: #111; /* kept: it is on a line with more */

                  /**
                   * Several lines.
                   */
                  --url: url("https://example.org/*");
                }
                """)).isEqualTo("""
                :root {
                --ink: #111; /* kept: it is on a line with more */
                --url: url("https://example.org/*");
                }
                """);
        assertThat(CompactSource.of("""
                // Says what it does.
                const slashes = "// no comment"; // kept
                  if (a) {
                    b(/x\\/*y/);
                  }""")).isEqualTo("""
                const slashes = "// no comment"; // kept
                if (a) {
                b(/x\\/*y/);
                }
                """);
    }

    @Test
    void aTemplateLiteralOfSeveralLinesStaysAsItIs() {
        String literal = "const page = `\n  // text\n\n  /* text */ ${x}\n`;\n";
        assertThat(CompactSource.of(literal + "  // gone\n  next();\n")).isEqualTo(literal + "next();\n");
    }

    @Test
    void whatFollowsACommentIsNeverLost() {
        assertThat(CompactSource.of("/* why */ a { b: c }\n")).isEqualTo("/* why */ a { b: c }\n");
        assertThat(CompactSource.of("/* a */ x /* b */\n")).isEqualTo("/* a */ x /* b */\n");
        assertThatIllegalStateException()
                .isThrownBy(() -> CompactSource.of("/*\n why\n*/ a { b: c }\n"))
                .withMessageContaining("*/ a { b: c }");
    }
}
