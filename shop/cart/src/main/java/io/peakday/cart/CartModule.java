package io.peakday.cart;

import io.peakday.catalog.Catalog;
import io.peakday.engines.Database;
import io.peakday.engines.SchemaMigration;
import io.peakday.inventory.Inventory;
import java.time.InstantSource;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Wires the carts. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(CartSettings.class)
public class CartModule {
    public static final SchemaMigration SCHEMA = new SchemaMigration("cart", "db/cart");

    @Bean
    SchemaMigration cartSchema() {
        return SCHEMA;
    }

    @Bean(destroyMethod = "close")
    Carts carts(Database database, Catalog catalog, Inventory inventory, InstantSource clock, CartSettings settings) {
        return new Carts(database, catalog, inventory, clock, settings);
    }
}
