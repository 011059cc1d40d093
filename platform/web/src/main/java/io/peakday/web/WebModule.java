package io.peakday.web;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Metrics;
import io.peakday.engines.Database;
import io.peakday.engines.ModuleDescriptor;
import io.peakday.engines.PeriodicTask;
import io.peakday.engines.SchemaMigration;
import io.peakday.web.edge.Draining;
import io.peakday.web.edge.EdgeFilter;
import io.peakday.web.edge.ServerLimits;
import io.peakday.web.edge.StrictNumbers;
import io.peakday.web.edge.StrictParameters;
import io.peakday.web.hot.BypassCheck;
import io.peakday.web.hot.HotRoutes;
import io.peakday.web.idempotency.IdempotencyFilter;
import io.peakday.web.problem.CalendarTime;
import io.peakday.web.problem.CleanText;
import io.peakday.web.problem.ErrorRoute;
import io.peakday.web.problem.ProblemResolver;
import io.peakday.web.problem.Problems;
import io.peakday.web.problem.WrongFields;
import io.peakday.web.shed.Shedding;
import io.peakday.web.shed.SheddingSettings;
import jakarta.servlet.DispatcherType;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.jackson.autoconfigure.JsonFactoryBuilderCustomizer;
import org.springframework.boot.jackson.autoconfigure.JsonMapperBuilderCustomizer;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.boot.web.servlet.ServletRegistrationBean;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.cors.CorsConfiguration;
import org.springframework.web.cors.UrlBasedCorsConfigurationSource;
import org.springframework.web.filter.CorsFilter;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;

/**
 * Wires the web module. Modules above add {@link BodyLimit}, {@link ContentPolicy}, {@link RoutePriorities}, {@link RouteRules}, {@link
 * EarlyAnswer}, {@link CallerRequirement}, {@link WithoutIdempotencyKey}, {@link CallerScope} and {@link ErrorPages} beans.
 */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({WebSettings.class, SheddingSettings.class})
public class WebModule implements ModuleDescriptor {
    public static final SchemaMigration SCHEMA = new SchemaMigration("web", "db/web");

    /** Where filters stand: modules that add one place it between these. */
    public static final int EDGE_ORDER = -1000;

    public static final int IDEMPOTENCY_ORDER = -700;

    private static final int HOT_ORDER = -600;

    private static final String CONTROLLERS = "requestMappingHandlerMapping";

    @Override
    public String name() {
        return "web";
    }

    @Override
    public boolean everywhere() {
        return true;
    }

    @Override
    public List<SchemaMigration> schemas() {
        return List.of(SCHEMA);
    }

    @Override
    public boolean offline() {
        return true;
    }

    @Bean
    JsonFactoryBuilderCustomizer jsonLimits(WebSettings settings) {
        return factory -> factory.streamReadConstraints(StreamReadConstraints.builder()
                .maxNestingDepth(settings.json().maxDepth())
                .maxNumberLength(settings.json().maxNumber())
                .maxStringLength(settings.json().maxString())
                .maxTokenCount(settings.json().maxTokens())
                .maxNameLength(256)
                .build());
    }

    @Bean
    JsonMapperBuilderCustomizer jsonReading() {
        return mapper -> StrictJson.on(mapper)
                .addModule(CleanText.module())
                .addModule(CalendarTime.module())
                .addModule(new SimpleModule("money").addSerializer(new MoneyJson()))
                .addHandler(new WrongFields());
    }

    @Bean
    StrictParameters strictParameters() {
        return new StrictParameters();
    }

    @Bean
    StrictNumbers strictNumbers() {
        return new StrictNumbers();
    }

    @Bean
    WrongFields.Reading wrongFieldsReading() {
        return new WrongFields.Reading();
    }

    @Bean
    Problems problems(JsonMapper json, ObjectProvider<ErrorPages> pages) {
        return new Problems(json, pages.getIfAvailable(() -> Problems::barePage));
    }

    @Bean
    ProblemResolver problemResolver(Problems problems) {
        return new ProblemResolver(problems);
    }

    @Bean
    ErrorRoute errorRoute(Problems problems) {
        return new ErrorRoute(problems);
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
        bean.setOrder(EDGE_ORDER);
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
        bean.setOrder(EDGE_ORDER + 1);
        bean.addUrlPatterns("/api/*");
        bean.setEnabled(!settings.corsOrigins().isEmpty());
        return bean;
    }

    @Bean(destroyMethod = "close")
    IdempotencyFilter idempotency(
            Database database,
            InstantSource clock,
            WebSettings settings,
            ObjectProvider<CallerScope> callers,
            ObjectProvider<WithoutIdempotencyKey> exempt) {
        CallerScope scope = callers.getIfAvailable(() -> request -> "guest");
        return new IdempotencyFilter(
                database, clock, settings, scope, exempt.stream().toList());
    }

    @Bean
    FilterRegistrationBean<IdempotencyFilter> idempotencyFilter(IdempotencyFilter filter) {
        FilterRegistrationBean<IdempotencyFilter> bean = new FilterRegistrationBean<>(filter);
        bean.setOrder(IDEMPOTENCY_ORDER);
        bean.addUrlPatterns("/api/v1/*");
        return bean;
    }

    @Bean
    HotRoutes hotRoutes(JsonMapper json) {
        return new HotRoutes(json);
    }

    @Bean
    FilterRegistrationBean<HotRoutes> hotRoutesFilter(HotRoutes routes) {
        FilterRegistrationBean<HotRoutes> bean = new FilterRegistrationBean<>(routes);
        bean.setOrder(HOT_ORDER);
        bean.addUrlPatterns("/api/v1/*");
        return bean;
    }

    /** None in a command, which has these modules too but nothing that listens. */
    @Bean
    DeclaredRoutes declaredRoutes(
            @Qualifier(CONTROLLERS) ObjectProvider<RequestMappingHandlerMapping> controllers,
            ObjectProvider<ServletRegistrationBean<?>> servlets,
            ObjectProvider<RouteRules> others) {
        RequestMappingHandlerMapping found = controllers.getIfAvailable();
        return found == null
                ? DeclaredRoutes.none()
                : DeclaredRoutes.of(
                        found.getHandlerMethods(),
                        servlets.stream().toList(),
                        others.stream().toList());
    }

    @Bean
    SmartInitializingSingleton routesFound(
            HotRoutes hot,
            Shedding shedding,
            DeclaredRoutes declared,
            @Qualifier(CONTROLLERS) ObjectProvider<RequestMappingHandlerMapping> controllers) {
        return () -> controllers.ifAvailable(found -> {
            hot.use(found.getHandlerMethods());
            shedding.use(declared.rules());
        });
    }

    @Bean
    SmartInitializingSingleton nothingBypassesRequirements(
            @Qualifier(CONTROLLERS) ObjectProvider<RequestMappingHandlerMapping> controllers,
            ObjectProvider<CallerRequirement> requirements,
            ObjectProvider<EarlyAnswer> early,
            ObjectProvider<ServletRegistrationBean<?>> servlets) {
        return () -> controllers.ifAvailable(found -> {
            BypassCheck check = new BypassCheck(
                    found.getHandlerMethods(), requirements.stream().toList());
            check.hotMethods();
            early.forEach(check::early);
            servlets.forEach(check::servlet);
        });
    }

    @Bean
    PeriodicTask idempotencyPrune(IdempotencyFilter filter) {
        return new PeriodicTask("web.idempotency-prune", Duration.ofMinutes(10), filter::prune);
    }

    @Bean
    WebServerFactoryCustomizer<TomcatServletWebServerFactory> serverLimits(
            WebSettings settings, SheddingSettings room, JsonMapper json, ObjectProvider<MeterRegistry> meters) {
        return new ServerLimits(settings, room, json, meters.getIfAvailable(() -> Metrics.globalRegistry));
    }

    @Bean(destroyMethod = "close")
    LiveStreams liveStreams(WebSettings settings, SheddingSettings room, JsonMapper json) {
        return new LiveStreams(settings.streams().within(room.connections() / 2), json);
    }

    /** Ends live streams before the server waits for open requests, which they would otherwise be until their last second. */
    @Bean
    SmartLifecycle liveStreamsStop(LiveStreams streams) {
        return new SmartLifecycle() {
            private volatile boolean running;

            @Override
            public void start() {
                running = true;
            }

            @Override
            public void stop() {
                running = false;
                streams.close();
            }

            @Override
            public boolean isRunning() {
                return running;
            }

            @Override
            public int getPhase() {
                return Integer.MAX_VALUE;
            }
        };
    }
}
