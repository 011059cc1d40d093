package io.peakday.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import io.peakday.events.EventsModule;
import io.peakday.testkit.TestDatabase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class CatalogTest {
    @RegisterExtension
    static final TestDatabase postgres = TestDatabase.with(EventsModule.SCHEMA, CatalogModule.SCHEMA);

    final Shop shop = new Shop(postgres.database());

    @Test
    void aNewProductIsADraftWithASlugOfItsTitle() {
        Product product = shop.catalog.create(shop.lamp("Lampe d'été 40 W"));

        assertThat(product.slug()).startsWith("lampe-dete-40-w");
        assertThat(product.state()).isEqualTo(ProductState.DRAFT);
        assertThat(product.version()).isEqualTo(1);
        assertThat(shop.catalog.product(product.id())).contains(product);
        assertThat(shop.catalog.bySlug(product.slug())).contains(product);
    }
}
