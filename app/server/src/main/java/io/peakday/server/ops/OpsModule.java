package io.peakday.server.ops;

import io.peakday.engines.Engines;
import io.peakday.events.DeadLetters;
import io.peakday.web.HotServlet;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.web.servlet.ServletRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Wires what operators ask of a node. */
@Configuration(proxyBeanMethods = false)
public class OpsModule {
    @Bean
    DeadLetterApi deadLetterApi(DeadLetters letters) {
        return new DeadLetterApi(letters);
    }

    @Bean
    HealthIndicator enginesHealthIndicator(Engines engines) {
        return new EnginesHealth(engines);
    }

    @Bean
    ServletRegistrationBean<HotServlet> robots() {
        return new PlainRoutes().at("robots", "/robots.txt");
    }
}
