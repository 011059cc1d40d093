package io.peakday.catalog;

import io.peakday.engines.SchemaMigration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Wires the catalogue. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(CatalogSettings.class)
public class CatalogModule {
    public static final SchemaMigration SCHEMA = new SchemaMigration("catalog", "db/catalog");

    @Bean
    SchemaMigration catalogSchema() {
        return SCHEMA;
    }
}
