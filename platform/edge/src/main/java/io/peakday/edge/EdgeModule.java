package io.peakday.edge;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Metrics;
import io.peakday.edge.shed.Shedding;
import io.peakday.engines.ModuleDescriptor;
import io.peakday.idempotency.IdempotencyModule;
import io.peakday.live.LiveModule;
import io.peakday.problems.Problems;
import io.peakday.problems.ProblemsModule;
import io.peakday.web.DeclaredRoutes;
import io.peakday.web.RoutePriorities;
import io.peakday.web.SheddingSettings;
import io.peakday.web.WebModule;
import io.peakday.web.WebSettings;
import jakarta.servlet.DispatcherType;
import java.time.Duration;
import java.util.List;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.cors.CorsConfiguration;
import org.springframework.web.cors.UrlBasedCorsConfigurationSource;
import org.springframework.web.filter.CorsFilter;
import tools.jackson.databind.json.JsonMapper;

/** Wires what stands before all routes: bounds, security headers and load shedding. Modules above add {@link BodyLimit}, {@link ContentPolicy} and {@link RoutePriorities} beans. */
@Configuration(proxyBeanMethods = false)
public class EdgeModule implements ModuleDescriptor {
    @Override
    public String name() {
        return "edge";
    }

    @Override
    public boolean everywhere() {
        return true;
    }

    @Override
    public List<Class<? extends ModuleDescriptor>> needs() {
        return List.of(ProblemsModule.class, WebModule.class, IdempotencyModule.class, LiveModule.class);
    }

    @Override
    public boolean offline() {
        return true;
    }

    @Bean
    Shedding shedding(
            SheddingSettings settings,
            ObjectProvider<RoutePriorities> priorities,
            ObjectProvider<MeterRegistry> meters,
            JsonMapper json) {
        return new Shedding(
                settings,
                priorities.stream().flatMap(each -> each.routes().stream()).toList(),
                meters.getIfAvailable(() -> Metrics.globalRegistry),
                json);
    }

    @Bean
    SmartInitializingSingleton sheddingKnowsRoutes(Shedding shedding, DeclaredRoutes declared) {
        return () -> shedding.use(declared.rules());
    }

    @Bean
    Draining draining() {
        return new Draining();
    }

    @Bean
    FilterRegistrationBean<EdgeFilter> edgeFilter(
            WebSettings settings,
            ObjectProvider<BodyLimit> limits,
            ObjectProvider<ContentPolicy> policies,
            ObjectProvider<MeterRegistry> meters,
            Problems problems,
            Shedding shedding,
            Draining draining) {
        var filter = new EdgeFilter(
                settings,
                new EdgeFilter.Rules(limits.stream().toList(), policies.stream().toList()),
                meters.getIfAvailable(() -> Metrics.globalRegistry),
                problems,
                shedding,
                draining);
        FilterRegistrationBean<EdgeFilter> bean = new FilterRegistrationBean<>(filter);
        bean.setOrder(WebModule.EDGE_ORDER);
        bean.setDispatcherTypes(DispatcherType.REQUEST, DispatcherType.ASYNC);
        return bean;
    }

    /** Closed unless origins are named; registered always, so that the order of filters does not depend on settings. */
    @Bean
    FilterRegistrationBean<CorsFilter> corsFilter(WebSettings settings) {
        CorsConfiguration rules = new CorsConfiguration();
        rules.setAllowedOrigins(settings.corsOrigins());
        rules.setAllowedMethods(List.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE"));
        rules.setAllowedHeaders(
                List.of("Authorization", "Content-Type", "Idempotency-Key", "If-Match", "If-None-Match"));
        rules.setExposedHeaders(
                List.of("ETag", "Location", "Idempotency-Replayed", "Retry-After", "RateLimit", "RateLimit-Policy"));
        rules.setMaxAge(Duration.ofHours(1));
        UrlBasedCorsConfigurationSource source = new UrlBasedCorsConfigurationSource();
        source.registerCorsConfiguration("/api/**", rules);
        FilterRegistrationBean<CorsFilter> bean = new FilterRegistrationBean<>(new CorsFilter(source));
        bean.setOrder(WebModule.EDGE_ORDER + 1);
        bean.addUrlPatterns("/api/*");
        bean.setEnabled(!settings.corsOrigins().isEmpty());
        return bean;
    }

    @Bean
    WebServerFactoryCustomizer<TomcatServletWebServerFactory> serverLimits(
            WebSettings settings, SheddingSettings room, JsonMapper json, ObjectProvider<MeterRegistry> meters) {
        return new ServerLimits(settings, room, json, meters.getIfAvailable(() -> Metrics.globalRegistry));
    }
}
