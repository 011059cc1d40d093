package io.peakday.ui;

import io.micrometer.core.instrument.MeterRegistry;
import io.peakday.engines.ModuleDescriptor;
import io.peakday.web.HotServlet;
import io.peakday.web.Priority;
import io.peakday.web.RoutePriorities;
import io.peakday.web.RoutePriority;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.web.servlet.ServletRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Serves the assets of every module on the class path, and asks for the parts of pages that modules bring. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(SlotSettings.class)
public class UiModule implements ModuleDescriptor {
    @Override
    public String name() {
        return "ui";
    }

    /** Checkout asks its steps as pages ask for their parts. */
    @Override
    public boolean offline() {
        return true;
    }

    @Bean
    RoutePriorities assetPriorities() {
        return RoutePriorities.of(
                // What a page is made of: without it, the checkout that passed could not be used.
                new RoutePriority(Priority.INTERACTIVE, "/assets/"));
    }

    @Bean
    Slots slots(SlotSettings settings, MeterRegistry meters) {
        return new Slots(settings, meters);
    }

    @Bean
    ServletRegistrationBean<HotServlet> assetServlet() {
        return new AssetServlet().at("assets", "/assets/*");
    }
}
