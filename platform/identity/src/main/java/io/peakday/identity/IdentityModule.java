package io.peakday.identity;

import io.peakday.engines.SchemaMigration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Wires the identity room. */
@Configuration(proxyBeanMethods = false)
public class IdentityModule {
    public static final SchemaMigration SCHEMA = new SchemaMigration("identity", "db/identity");

    @Bean
    SchemaMigration identitySchema() {
        return SCHEMA;
    }
}
