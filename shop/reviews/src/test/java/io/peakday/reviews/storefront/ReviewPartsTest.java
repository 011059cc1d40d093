package io.peakday.reviews.storefront;

import static org.assertj.core.api.Assertions.assertThat;

import io.peakday.catalog.Catalog;
import io.peakday.catalog.CatalogModule;
import io.peakday.catalog.Categories;
import io.peakday.catalog.Product;
import io.peakday.catalog.SampleProducts;
import io.peakday.catalog.Sellers;
import io.peakday.catalog.Variant;
import io.peakday.customers.CustomersModule;
import io.peakday.edge.EdgeModule;
import io.peakday.events.EventsModule;
import io.peakday.kernel.Ids;
import io.peakday.reviews.RatingChanged;
import io.peakday.reviews.ReviewDraft;
import io.peakday.reviews.ReviewEvents;
import io.peakday.reviews.Reviews;
import io.peakday.reviews.ReviewsModule;
import io.peakday.storefrontkit.AccountSections;
import io.peakday.storefrontkit.Invalidation;
import io.peakday.storefrontkit.ProductParts;
import io.peakday.storefrontkit.ProductPlace;
import io.peakday.storefrontkit.ProductSlot;
import io.peakday.storefrontkit.ProductSlots;
import io.peakday.storefrontkit.SampleRules;
import io.peakday.storefrontkit.SampleStorefront;
import io.peakday.storefrontkit.Shell;
import io.peakday.storefrontkit.StorefrontContext;
import io.peakday.testkit.TestDatabase;
import io.peakday.testnode.NodeWiring;
import io.peakday.testnode.TestNode;
import io.peakday.ui.Form;
import io.peakday.ui.Html;
import io.peakday.ui.Picture;
import io.peakday.ui.UiModule;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What the shop shows of reviews, drawn as its pages have it drawn. */
class ReviewPartsTest {
    private static final NodeWiring WIRING = TestNode.with(
                    EventsModule.class,
                    EdgeModule.class,
                    CustomersModule.class,
                    UiModule.class,
                    SampleStorefront.class,
                    CatalogModule.class,
                    ReviewsModule.class)
            .withoutBackground()
            .setting("peakday.slots.budget", "20s");

    @RegisterExtension
    static final TestDatabase postgres = TestDatabase.with(WIRING.schemas());

    private static TestNode node;

    @BeforeAll
    static void open() {
        node = WIRING.open(postgres);
    }

    @AfterAll
    static void close() {
        node.close();
    }

    @Test
    void aProductThatNobodyHasReviewedSaysSoAndInvites() {
        Product lamp = product("Silent lamp");
        ProductParts parts = draw(lamp, Map.of());
        assertThat(parts.whole()).isTrue();
        assertThat(title(parts)).contains("No reviews yet", "href=\"#reviews\"");
        assertThat(section(parts)).contains("Nobody has reviewed this yet", "/reviews/new?product=" + lamp.id());
        assertThat(parts.data()).isEmpty();
    }

    @Test
    void theSumIsBelowTheTitleTheReviewsAreBelowTheProductAndSearchEnginesReadTheRating() {
        Product lamp = product("Praised lamp");
        review(lamp, 5, "Bright <b>light</b>");
        review(lamp, 4, "Good");
        ProductParts parts = draw(lamp, Map.of());
        assertThat(title(parts)).contains("4.5");
        assertThat(section(parts))
                .contains("2 ratings by people who bought it here", "Bright &lt;b&gt;light&lt;/b&gt;", "Most helpful")
                .contains("name=\"back\" value=\"/p/" + lamp.slug() + "#reviews\"");
        assertThat(parts.data())
                .isEqualTo(Map.of(
                        "aggregateRating", Map.of("@type", "AggregateRating", "ratingValue", 4.5, "reviewCount", 2)));
        SampleRules.check(title(parts) + section(parts));
    }

    @Test
    void theyAreInTheOrderThatTheAddressAsksForAndGoOnWhereAPageEnds() {
        Product lamp = product("Much discussed lamp");
        for (int i = 1; i <= 7; i++) {
            review(lamp, i <= 5 ? i : 5, "Opinion " + i);
        }
        String lowest = section(draw(lamp, Map.of("reviews", "lowest")));
        assertThat(lowest).contains("Opinion 1").containsPattern("aria-current=\"true\">Lowest");
        assertThat(lowest.indexOf("Opinion 1")).isLessThan(lowest.indexOf("Opinion 2"));
        Matcher more = Pattern.compile(
                        "[?&]reviews=lowest&amp;after=([^#\"]+)#reviews\"|[?&]reviews=lowest&after=([^#\"]+)#reviews\"")
                .matcher(lowest);
        assertThat(more.find()).as(lowest).isTrue();
        String cursor = more.group(1) == null ? more.group(2) : more.group(1);
        assertThat(section(draw(lamp, Map.of("reviews", "lowest", "after", cursor))))
                .contains("Opinion")
                .doesNotContain("Opinion 1", "Opinion 2");
    }

    @Test
    void whatIsNoOrderAndNoCursorIsAsIfNothingWereAskedFor() {
        Product lamp = product("Probed lamp");
        review(lamp, 3, "Fine");
        ProductSlots slots = node.get(ProductSlots.class);
        ProductSlots.Asked odd = slots.asked(Map.of("reviews", "loudest", "other", "x")::get);
        assertThat(odd).isEqualTo(ProductSlots.Asked.NOTHING);
        ProductParts parts = draw(lamp, Map.of("after", "not-a-cursor"));
        assertThat(parts.whole()).isTrue();
        assertThat(section(parts)).contains("Fine");
        assertThat(slots.asked(Map.of("after", "x")::get).kept()).isFalse();
        assertThat(slots.asked(Map.of("after", "x".repeat(201))::get)).isEqualTo(ProductSlots.Asked.NOTHING);
    }

    @Test
    void thePageOfAProductIsOutdatedWhenItsRatingChanges() {
        UUID product = Ids.next();
        List<Invalidation<?>> invalidations = node.get(ProductSlots.class).invalidations();
        assertThat(invalidations).hasSize(1);
        @SuppressWarnings("unchecked")
        Invalidation<RatingChanged> rating = (Invalidation<RatingChanged>) invalidations.getFirst();
        assertThat(rating.type()).isEqualTo(ReviewEvents.RATING_CHANGED);
        assertThat(rating.whose().apply(new RatingChanged(product, 1, 5.0))).isEqualTo(product);
    }

    @Test
    void aCustomerFindsTheirOwnReviewsInTheirAccountWithWhatBecameOfThem() {
        Product lamp = product("Own lamp");
        UUID customer = Ids.next();
        AccountSections sections = node.get(AccountSections.class);
        assertThat(sections.draw(customer)).isEmpty();
        review(customer, lamp, 4, "Mine", "It does what it should do, every evening.");
        review(customer, product("Linked lamp"), 4, "Held", "See https://elsewhere.example for a better one.");
        review(Ids.next(), lamp, 1, "Of somebody else", "It does not do what it should do.");
        String html = SampleStorefront.html(sections.draw(customer));
        assertThat(html)
                .contains("Your reviews", "Mine", "href=\"/p/" + lamp.slug(), "Held", "Somebody reads it before")
                .doesNotContain("Of somebody else");
        SampleRules.check(html);
    }

    @Test
    void thePageToWriteOneKeepsTheRules() {
        Shell shell = node.get(StorefrontContext.class).personal("Write a review");
        String html = new String(
                Html.of(ReviewsModule.class)
                        .page(
                                "reviews/form",
                                new ReviewsView.WritePage(
                                        shell,
                                        "id",
                                        "Arden lamp",
                                        "/p/arden-lamp",
                                        Picture.none("Arden lamp", "home"),
                                        Form.of(Map.of("rating", "4")),
                                        true,
                                        false))
                        .getBody(),
                StandardCharsets.UTF_8);
        assertThat(html).containsOnlyOnce("<h1").contains("How is it?");
        SampleRules.check(html);
    }

    private static ProductParts draw(Product product, Map<String, String> asked) {
        ProductSlots slots = node.get(ProductSlots.class);
        return slots.draw(
                new ProductSlot.Product(
                        product.id(),
                        product.slug(),
                        product.title(),
                        product.variants().stream().map(Variant::id).toList(),
                        "/p/" + product.slug()),
                slots.asked(new HashMap<>(asked)::get));
    }

    private static String title(ProductParts parts) {
        return SampleStorefront.html(parts.at(ProductPlace.TITLE));
    }

    private static String section(ProductParts parts) {
        return SampleStorefront.html(parts.at(ProductPlace.SECTION));
    }

    private static Product product(String title) {
        return new SampleProducts(node.get(Catalog.class), node.get(Categories.class), node.get(Sellers.class))
                .lamp(title, "20.00");
    }

    private static void review(Product product, int stars, String title) {
        review(Ids.next(), product, stars, title, "It gives as much light as I hoped for.");
    }

    private static void review(UUID customer, Product product, int stars, String title, String text) {
        Reviews reviews = node.get(Reviews.class);
        reviews.recordPurchase(customer, product.id(), Ids.next(), Instant.now());
        reviews.submit(customer, product.id(), new ReviewDraft("Ada", stars, title, text));
    }
}
