package io.peakday.limits.policy;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RouteTableTest {
    private final RouteTable<String> table = new RouteTable<>();

    @Test
    void aSegmentStandsForItselfAVariableForOneAndTwoStarsForAnyRest() {
        table.add("GET", "/p/{slug}", "product");
        table.add("GET", "/p/**", "below p");
        table.add("GET", "/p/lamp", "lamp");
        table.add("*", "/**", "all");
        assertThat(table.find("GET", "/p/lamp")).containsExactlyInAnyOrder("product", "below p", "lamp", "all");
        assertThat(table.find("GET", "/p/chair")).containsExactlyInAnyOrder("product", "below p", "all");
        assertThat(table.find("GET", "/p/chair/reviews")).containsExactlyInAnyOrder("below p", "all");
        assertThat(table.find("GET", "/p")).containsExactlyInAnyOrder("below p", "all");
        assertThat(table.find("POST", "/p/lamp")).containsExactly("all");
        assertThat(table.find("GET", "/")).containsExactly("all");
    }

    @Test
    void whatBranchesOffANamedSegmentIsStillFoundByTheVariableBesideIt() {
        table.add("POST", "/sales/{id}/claim", "claim");
        table.add("POST", "/sales/today/pause", "pause");
        assertThat(table.find("POST", "/sales/today/claim")).containsExactly("claim");
        assertThat(table.find("POST", "/sales/today/pause")).containsExactly("pause");
        assertThat(table.find("POST", "/sales//claim")).isEmpty();
        assertThat(table.find("POST", "/sales/today/claim/")).isEmpty();
    }

    @Test
    void headCountsAsGetAndTheRootIsAPath() {
        table.add("GET", "/", "home");
        assertThat(table.find("HEAD", "/")).containsExactly("home");
        assertThat(table.find("GET", "/x")).isEmpty();
    }

    @Test
    void starsStandAtTheEndOnlyAndWhatIsNoPathIsNoPattern() {
        assertThat(RouteTable.isPattern("/a/**")).isTrue();
        assertThat(RouteTable.isPattern("/")).isTrue();
        for (String wrong : new String[] {"a", "", "/a/**/b", "/a**", "/a b", "/a?b", "//a", "/a;b"}) {
            assertThat(RouteTable.isPattern(wrong)).as(wrong).isFalse();
        }
    }
}
