package io.peakday.server.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Response;
import com.microsoft.playwright.options.AriaRole;
import io.peakday.server.whole.Buyer;
import java.util.ArrayList;
import java.util.List;

/** Somebody in the store with a browser of their own: its cookies, its tabs, and what it complained about. */
final class Visitor {
    private static final double TIMEOUT_MS = 60_000;

    private final BrowserContext context;
    private final Page page;
    private final List<String> troubles = new ArrayList<>();

    Visitor(BrowserContext context) {
        this.context = context;
        context.setDefaultTimeout(TIMEOUT_MS);
        context.onConsoleMessage(message -> {
            // A refused form answers 409 or 422 with a page; the browser notes that, we look at the answers ourselves.
            if (message.type().equals("error") && !message.text().startsWith("Failed to load resource")) {
                troubles.add("console: " + message.text() + " (" + message.location() + ")");
            }
        });
        context.onWebError(error -> troubles.add("script: " + error.error()));
        context.onResponse(this::look);
        this.page = context.newPage();
    }

    private void look(Response response) {
        boolean part = !response.request().isNavigationRequest();
        if (response.status() >= 500 || (part && response.status() >= 400)) {
            troubles.add(response.status() + " " + response.request().method() + " " + response.url());
        }
    }

    Page page() {
        return page;
    }

    /** Another tab of the same browser. */
    Page tab() {
        return context.newPage();
    }

    /** Goes to a page and checks the rules that hold for every page. */
    Visitor at(String path) {
        page.navigate(path);
        return looksRight();
    }

    /** Checks the rules that hold for every page on the one that is open. */
    Visitor looksRight() {
        assertThat(PageRules.broken(page)).as("rules broken on %s", page.url()).isEmpty();
        return this;
    }

    Visitor fills(String label, String text) {
        page.getByLabel(label, new Page.GetByLabelOptions().setExact(true))
                .first()
                .fill(text);
        return this;
    }

    /** Presses the button whose name contains this. */
    Visitor presses(String name) {
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name))
                .first()
                .click();
        return this;
    }

    Visitor follows(String link) {
        page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName(link))
                .first()
                .click();
        return this;
    }

    /** Fills what checkout asks for, except for the card. */
    Visitor fillsAddress() {
        return fills("Name", "Kim Example")
                .fills("Street and number", "Kai 1")
                .fills("Postcode", "20457")
                .fills("Town", "Hamburg");
    }

    Visitor fillsCard(String number) {
        return fills("Card number", number)
                .fills("Valid until (MM/YY)", "12/30")
                .fills("Security code", "123")
                .fills("Name on the card", "Kim Example");
    }

    /** Puts a product that is there in the cart, from its page. */
    Visitor putsInCart(String slug) {
        at("/p/" + slug);
        Response added =
                page.waitForResponse(answer -> answer.request().method().equals("POST"), () -> presses("Add to cart"));
        assertThat(added.ok()).as("%s put in the cart", slug).isTrue();
        return this;
    }

    /** From a filled cart to the confirmation, with a card that pays at once. */
    String buys() {
        at("/checkout").fillsAddress().fillsCard(Buyer.GOOD_CARD).presses("Pay");
        return confirmed();
    }

    /** Waits for the confirmation and reads the order's number there. */
    String confirmed() {
        page.waitForURL("**/done");
        looksRight();
        return page.locator(".done-page .lead b").textContent();
    }

    List<String> troubles() {
        return troubles;
    }

    void close() {
        context.close();
    }
}
