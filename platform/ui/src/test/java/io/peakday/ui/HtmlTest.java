package io.peakday.ui;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class HtmlTest {
    @Test
    void aPathIsFollowedOnlyWithinTheSite() {
        assertThat(Html.local("/checkout?x=1", "/")).isEqualTo("/checkout?x=1");
        for (String away :
                List.of("//evil.example", "https://evil.example", "/\\evil.example", "", "/a b", "/\r\nX: y")) {
            assertThat(Html.local(away, "/account")).isEqualTo("/account");
        }
    }
}
