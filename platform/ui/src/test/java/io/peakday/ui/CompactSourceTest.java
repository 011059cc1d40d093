package io.peakday.ui;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import org.junit.jupiter.api.Test;

class CompactSourceTest {
    @Test
    void indentationEmptyLinesAndCommentsWithLinesOfTheirOwnGo() {
        assertThat(CompactSource.of("a.css", """
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
        assertThat(CompactSource.of("a.js", """
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
        assertThat(CompactSource.of("a.js", literal + "  // gone\n  next();\n")).isEqualTo(literal + "next();\n");
    }

    @Test
    void licencesStayAndAStraySignDoesNotSpoilTheRest() {
        assertThat(CompactSource.of("a.js", "/*! MIT */\n// why\n")).isEqualTo("/*! MIT */\n");
        assertThat(CompactSource.of("a.css", "//no comment\n")).isEqualTo("//no comment\n");
        assertThatIllegalStateException()
                .isThrownBy(() -> CompactSource.of("a.js", "x(); // the ` key\n"))
                .withMessageContaining("a.js");
    }

    @Test
    void whatFollowsACommentIsNeverLost() {
        assertThat(CompactSource.of("a.css", "/* why */ a { b: c }\n")).isEqualTo("/* why */ a { b: c }\n");
        assertThat(CompactSource.of("a.css", "/* a */ x /* b */\n")).isEqualTo("/* a */ x /* b */\n");
        assertThatIllegalStateException()
                .isThrownBy(() -> CompactSource.of("a.css", "/*\n why\n*/ a { b: c }\n"))
                .withMessageContaining("*/ a { b: c }");
        assertThatIllegalStateException()
                .isThrownBy(() -> CompactSource.of("a.css", "/* why\n  more */ a { b: c } /* d */\n"));
        assertThatIllegalStateException().isThrownBy(() -> CompactSource.of("a.css", "a {}\n/* never ended\n"));
    }
}
