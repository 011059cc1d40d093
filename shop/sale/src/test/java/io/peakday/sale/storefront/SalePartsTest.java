package io.peakday.sale.storefront;

import static org.assertj.core.api.Assertions.assertThat;

import io.peakday.catalog.Product;
import io.peakday.engines.Database;
import io.peakday.inventory.SampleGoods;
import io.peakday.kernel.Money;
import io.peakday.sale.FlashSales;
import io.peakday.sale.Sale;
import io.peakday.sale.SaleItem;
import io.peakday.storefrontkit.HomeShelves;
import io.peakday.storefrontkit.MenuLink;
import io.peakday.storefrontkit.ProductParts;
import io.peakday.storefrontkit.ProductPlace;
import io.peakday.storefrontkit.ProductSlots;
import io.peakday.storefrontkit.SampleRules;
import io.peakday.storefrontkit.SampleStorefront;
import io.peakday.testkit.SteppedClock;
import io.peakday.testkit.TestDatabase;
import io.peakday.testnode.TestNode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What pages of the shop show of sales, drawn as they have it drawn. */
class SalePartsTest {
    private static final SteppedClock CLOCK = new SteppedClock(Instant.now());

    @RegisterExtension
    static final TestDatabase postgres = TestDatabase.with(ShopNode.WIRING.schemas());

    private static TestNode node;
    private static FlashSales sales;

    @BeforeAll
    static void open() {
        node = ShopNode.WIRING.withoutBackground().clock(CLOCK).open(postgres);
        sales = node.get(FlashSales.class);
    }

    @AfterAll
    static void close() {
        node.close();
    }

    @BeforeEach
    void noOtherSales() {
        node.get(Database.class)
                .sql()
                .sql("update sale.sale set stopped_at = clock_timestamp()")
                .update();
        lookAgain();
    }

    @Test
    void withoutASaleNothingLeadsToOne() {
        Product lamp = lamp("Ordinary lamp");
        assertThat(strip()).isEmpty();
        assertThat(hint(lamp)).isEmpty();
        assertThat(node.get(MenuLink.class).shown()).isFalse();
        assertThat(versions(lamp)).containsExactly("");
    }

    @Test
    void theFrontPageLeadsToTheFirstThreeSalesAndToASaleOfSeveralItemsOnce() {
        Sale pair = sale(lamp("<b>Pair</b>"), 2, CLOCK.instant().minusSeconds(40));
        sales.addItem(
                UUID.randomUUID(),
                pair.id(),
                new SaleItem(lamp("Second").variants().getFirst().id(), Money.of(39_00, "EUR"), 2, 1));
        for (int i = 1; i <= 3; i++) {
            sale(lamp("Lamp " + i), 1, CLOCK.instant().plusSeconds(i * 3_600L));
        }
        lookAgain();
        String strip = strip();
        assertThat(strip)
                .contains("&lt;b&gt;Pair&lt;/b&gt;", "€49.00", "on sale now", "Lamp 1", "Lamp 2")
                .doesNotContain("Lamp 3", "Second");
        SampleRules.check(strip);
        assertThat(node.get(MenuLink.class).shown()).isTrue();
        assertThat(node.get(MenuLink.class).link().href()).isEqualTo("/sales");
    }

    @Test
    void aProductLeadsToItsSaleAndItsPageIsKeptUnderWhatIsSaidOfIt() {
        Product lamp = lamp("Hinted lamp");
        Product other = lamp("Lamp in no sale");
        List<Object> before = versions(lamp);
        Sale sale = sale(lamp, 2, CLOCK.instant().plusSeconds(3_600));
        lookAgain();
        List<Object> planned = versions(lamp);
        assertThat(planned).isNotEqualTo(before);
        assertThat(hint(lamp)).contains("In a sale for €49.00", "Opens ", "/sales/" + sale.id());
        SampleRules.check(hint(lamp));
        assertThat(hint(other)).isEmpty();
        assertThat(versions(other)).isEqualTo(before);

        CLOCK.advance(Duration.ofHours(1));
        assertThat(versions(lamp)).isNotEqualTo(planned);
        assertThat(hint(lamp)).contains("Open now").doesNotContain("Opens ");

        sales.stop(sale.id());
        lookAgain();
        assertThat(versions(lamp)).isEqualTo(before);
        assertThat(hint(lamp)).isEmpty();
    }

    @Test
    void whatIsKnownOfSalesIsASecondOldAtMostAndReadOnceForIt() {
        Product lamp = lamp("Fresh lamp");
        assertThat(hint(lamp)).isEmpty();
        sale(lamp, 1, CLOCK.instant().plusSeconds(60));
        CLOCK.advance(Duration.ofMillis(900));
        assertThat(hint(lamp)).isEmpty();
        CLOCK.advance(Duration.ofMillis(101));
        assertThat(hint(lamp)).contains("In a sale");
    }

    private static Sale sale(Product product, int units, Instant opensAt) {
        return ShopNode.sale(node, product, units, 1, opensAt, null);
    }

    private static Product lamp(String title) {
        return new SampleGoods(node).lamp(title, "69.00");
    }

    private static void lookAgain() {
        CLOCK.advance(CurrentSales.FRESH);
    }

    private static String strip() {
        HomeShelves.Drawn drawn = node.get(HomeShelves.class).draw();
        assertThat(drawn.whole()).isTrue();
        assertThat(drawn.shelves()).isEmpty();
        return SampleStorefront.html(drawn.top());
    }

    private static String hint(Product product) {
        ProductSlots slots = node.get(ProductSlots.class);
        ProductParts parts = slots.draw(ShopNode.shown(product), ProductSlots.Asked.NOTHING);
        assertThat(parts.whole()).isTrue();
        return SampleStorefront.html(parts.at(ProductPlace.OFFER));
    }

    private static List<Object> versions(Product product) {
        return node.get(ProductSlots.class).versions(() -> ShopNode.shown(product));
    }
}
