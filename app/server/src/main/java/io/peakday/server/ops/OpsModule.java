package io.peakday.server.ops;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.peakday.engines.Engines;
import io.peakday.engines.HealthCheck;
import io.peakday.engines.ModuleDescriptor;
import io.peakday.engines.NodeHealth;
import io.peakday.web.Crawl;
import io.peakday.web.DeclaredRoutes;
import io.peakday.web.HotServlet;
import io.peakday.web.Priority;
import io.peakday.web.RouteRule;
import io.peakday.web.RouteRules;
import io.peakday.web.WebModule;
import io.peakday.web.WebSettings;
import java.util.ArrayList;
import java.util.List;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.availability.ApplicationAvailability;
import org.springframework.boot.availability.ReadinessState;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.boot.web.servlet.ServletRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Wires what operators ask of a node. */
@Configuration(proxyBeanMethods = false)
public class OpsModule implements ModuleDescriptor {
    @Override
    public String name() {
        return "ops";
    }

    /** Of the nodes that one command runs as a cluster. */
    @Override
    public List<String> folderEntries() {
        return List.of("nodes", "balancer");
    }

    @Override
    public boolean everywhere() {
        return true;
    }

    /** Answers most of all when the node is busy, and when nobody counts for all nodes. */
    @Bean
    RouteRules opsRoutes() {
        return new RouteRules(List.of(
                RouteRule.of(Priority.EXEMPT, "/health/live"),
                RouteRule.of(Priority.EXEMPT, "/health/ready"),
                RouteRule.of(Priority.EXEMPT, "/metrics"),
                openWhenAway("/health/**"),
                openWhenAway("/metrics")));
    }

    private static RouteRule openWhenAway(String pattern) {
        return new RouteRule("GET", pattern, null, List.of("open-when-away"), Crawl.BY_PATH);
    }

    /** All that the modules say of themselves, and what belongs to the node as a whole. */
    @Bean
    NodeHealth nodeHealth(
            Engines engines,
            ApplicationAvailability availability,
            ObjectProvider<HealthCheck> checks,
            MeterRegistry meters) {
        List<HealthCheck> all = new ArrayList<>(engines.healthChecks());
        all.add(HealthCheck.required(
                "node",
                () -> availability.getReadinessState() == ReadinessState.ACCEPTING_TRAFFIC
                        ? null
                        : "It is starting or stopping and takes no requests."));
        all.add(HealthCheck.degrading("disk", new DiskSpace(engines.folder().path())));
        all.add(HealthCheck.degrading("files", new OpenFiles()));
        all.addAll(checks.stream().toList());
        NodeHealth health = new NodeHealth(all);
        health.bindTo(meters);
        return health;
    }

    @Bean
    @ConditionalOnWebApplication
    ServletRegistrationBean<HealthServlet> health(NodeHealth health) {
        ServletRegistrationBean<HealthServlet> bean =
                new ServletRegistrationBean<>(new HealthServlet(health), "/health", "/health/live", "/health/ready");
        bean.setName("health");
        return bean;
    }

    @Bean
    @ConditionalOnWebApplication
    ServletRegistrationBean<MetricsServlet> metrics(PrometheusMeterRegistry meters) {
        ServletRegistrationBean<MetricsServlet> bean =
                new ServletRegistrationBean<>(new MetricsServlet(meters), "/metrics");
        bean.setName("metrics");
        return bean;
    }

    @Bean
    FilterRegistrationBean<OperatorRoutes> operatorRoutes(WebSettings settings) {
        FilterRegistrationBean<OperatorRoutes> bean =
                new FilterRegistrationBean<>(new OperatorRoutes(settings.operators()));
        bean.addUrlPatterns(OperatorRoutes.PATTERNS);
        bean.setOrder(WebModule.EDGE_ORDER + 1);
        return bean;
    }

    @Bean
    ServletRegistrationBean<HotServlet> robots(ObjectProvider<DeclaredRoutes> routes) {
        return new PlainRoutes(routes::getObject).at("robots", "/robots.txt");
    }
}
