package io.peakday.web;

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
        assertThat(table.find("GET", "/p/lamp")).containsExactly("lamp", "product", "below p", "all");
        assertThat(table.find("GET", "/p/chair")).containsExactly("product", "below p", "all");
        assertThat(table.find("GET", "/p/chair/reviews")).containsExactly("below p", "all");
        assertThat(table.find("GET", "/p")).containsExactly("below p", "all");
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

    @Test
    void theMostSpecificDeclarationComesFirstAndAMethodThatIsNotDeclaredTakesAnother() {
        table.add("GET", "/p/**", "below p");
        table.add("GET", "/p/{slug}", "product");
        table.add("POST", "/p/{slug}", "change");
        table.add("GET", "/p/lamp", "lamp");
        assertThat(table.first("GET", "/p/lamp")).isEqualTo("lamp");
        assertThat(table.first("HEAD", "/p/chair")).isEqualTo("product");
        assertThat(table.first("POST", "/p/lamp")).isEqualTo("change");
        assertThat(table.first("GET", "/p/chair/reviews")).isEqualTo("below p");
        assertThat(table.first("OPTIONS", "/p/chair/reviews")).isEqualTo("below p");
        assertThat(table.first("GET", "/q")).isNull();
    }
}
