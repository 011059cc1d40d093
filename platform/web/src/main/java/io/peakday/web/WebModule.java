package io.peakday.web;

import io.peakday.engines.SchemaMigration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Wires the web room. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(WebSettings.class)
public class WebModule {
    public static final SchemaMigration SCHEMA = new SchemaMigration("web", "db/web");

    @Bean
    SchemaMigration webSchema() {
        return SCHEMA;
    }

    @Bean(destroyMethod = "close")
    LiveStreams liveStreams(WebSettings settings) {
        return new LiveStreams(settings.streams());
    }
}
