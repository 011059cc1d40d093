package io.peakday.limits;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Metrics;
import io.peakday.engines.HealthCheck;
import io.peakday.engines.ModuleDescriptor;
import io.peakday.engines.PeriodicTask;
import io.peakday.limits.http.Addresses;
import io.peakday.limits.http.LimitFilter;
import io.peakday.limits.http.LimitsApi;
import io.peakday.limits.http.Networks;
import io.peakday.problems.Problems;
import io.peakday.web.DeclaredRoutes;
import io.peakday.web.WebModule;
import java.time.InstantSource;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Wires the limits. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(LimitsSettings.class)
public class LimitsModule implements ModuleDescriptor {
    /** After the filter that says who is calling, before the audit log, the store of idempotency keys and the hot routes. */
    private static final int LIMITS_ORDER = WebModule.EDGE_ORDER + 150;

    @Override
    public String name() {
        return "limits";
    }

    @Override
    public boolean everywhere() {
        return true;
    }

    @Bean(destroyMethod = "close")
    LimitsNode limitsNode(LimitsSettings settings, InstantSource clock, ObjectProvider<MeterRegistry> meters) {
        return LimitsNode.open(settings, clock, meters.getIfAvailable(() -> Metrics.globalRegistry));
    }

    @Bean
    Limits limits(LimitsNode node) {
        return node.limits();
    }

    @Bean
    SmartInitializingSingleton limitedRoutes(LimitsNode node, DeclaredRoutes routes) {
        return () -> node.declare(routes.rules());
    }

    @Bean
    FilterRegistrationBean<LimitFilter> limitFilter(LimitsNode node, LimitsSettings settings, Problems problems) {
        Networks exempt = Networks.of("peakday.limits.exempt", settings.exempt());
        FilterRegistrationBean<LimitFilter> bean =
                new FilterRegistrationBean<>(new LimitFilter(node.limits(), new Addresses(exempt), problems));
        bean.setOrder(LIMITS_ORDER);
        bean.setEnabled(settings.enabled());
        return bean;
    }

    @Bean
    LimitsApi limitsApi(LimitsNode node) {
        return new LimitsApi(node::status);
    }

    @Bean
    HealthCheck limitsHealth(LimitsNode node) {
        return HealthCheck.degrading("limits", () -> node.status().trouble());
    }

    @Bean
    PeriodicTask limitsReload(LimitsNode node, LimitsSettings settings) {
        return new PeriodicTask("limits.reload", settings.reloadEvery(), node::reload);
    }

    @Bean
    PeriodicTask limitsRegions(LimitsNode node, LimitsSettings settings) {
        return new PeriodicTask("limits.regions", settings.region().every(), node::exchange);
    }
}
