package io.peakday.server.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.AriaRole;
import io.peakday.catalog.Product;
import io.peakday.server.whole.SharedNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class SearchingTest {
    private static final Pattern SUGGEST = Pattern.compile("/api/v1/suggest\\?");

    @RegisterExtension
    static final SharedNode shop = new SharedNode();

    @RegisterExtension
    static final Browsers browsers = new Browsers();

    @Test
    void aMistypedWordFindsWhatWasMeantAndSaysSo() {
        String word = longestWord(shop.goods().any());
        String mistyped = word.substring(0, word.length() - 2) + word.substring(word.length() - 1);
        Visitor guest = browsers.visitor(shop.url()).at("/");
        guest.fills("Search all departments", mistyped);
        guest.page().keyboard().press("Enter");
        guest.page().waitForURL("**/search?q=*");
        guest.looksRight();
        assertThat(guest.page().locator(".correction")).containsText(word, ignoringCase());
        assertThat(guest.page().locator(".product-card").first()).isVisible();
    }

    @Test
    void theListWhileTypingIsUsedWithTheKeyboardAlone() {
        String word = longestWord(shop.goods().any());
        Visitor guest = browsers.visitor(shop.url()).at("/");
        Page page = guest.page();
        page.keyboard().press("/");
        assertThat(page.getByRole(AriaRole.COMBOBOX)).isFocused();
        page.keyboard().type(word.substring(0, word.length() - 2));
        assertThat(page.getByRole(AriaRole.LISTBOX)).isVisible();
        guest.looksRight();
        page.keyboard().press("Escape");
        assertThat(page.getByRole(AriaRole.LISTBOX)).isHidden();
        page.keyboard().press("ArrowDown");
        assertThat(page.getByRole(AriaRole.LISTBOX)).isVisible();
        page.keyboard().press("ArrowDown");
        assertThat(page.locator("[role=option][aria-selected=true]")).hasCount(1);
        page.keyboard().press("Enter");
        page.waitForURL(Pattern.compile("/(p|c|search)[/?]"));
        guest.looksRight();
    }

    @Test
    void theListThatWasClosedStaysClosedWhenAnAnswerComesLate() {
        String word = longestWord(shop.goods().any());
        Page page = browsers.visitor(shop.url()).at("/").page();
        List<Route> held = new ArrayList<>();
        page.route(SUGGEST, held::add);
        page.keyboard().press("/");
        page.keyboard().type(word.substring(0, word.length() - 2));
        page.waitForCondition(() -> !held.isEmpty());
        page.keyboard().press("Escape");
        page.waitForResponse(SUGGEST, () -> held.forEach(Route::resume));
        page.evaluate("() => new Promise((done) => setTimeout(done))");
        assertThat(page.getByRole(AriaRole.LISTBOX)).isHidden();
    }

    @Test
    void whereNothingIsFoundThereAreWaysOn() {
        Visitor guest = browsers.visitor(shop.url()).at("/search?q=zzqxwv");
        assertThat(guest.page().locator("main")).containsText("zzqxwv");
        assertThat(guest.page().locator(".product-card").first()).isVisible();
    }

    private static com.microsoft.playwright.assertions.LocatorAssertions.ContainsTextOptions ignoringCase() {
        return new com.microsoft.playwright.assertions.LocatorAssertions.ContainsTextOptions().setIgnoreCase(true);
    }

    private static String longestWord(Product product) {
        return Arrays.stream(product.title().split("[^A-Za-z]+"))
                .max(Comparator.comparingInt(String::length))
                .orElseThrow();
    }
}
