package io.peakday.web;

import io.peakday.engines.ModuleDescriptor;
import io.peakday.problems.Problems;
import io.peakday.problems.ProblemsModule;
import io.peakday.web.hot.BypassCheck;
import io.peakday.web.hot.HotRoutes;
import io.peakday.web.hot.PrebuiltReturn;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.jackson.autoconfigure.JsonFactoryBuilderCustomizer;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.boot.web.servlet.ServletRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.method.support.HandlerMethodReturnValueHandler;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerAdapter;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.databind.json.JsonMapper;

/**
 * Wires what routes are declared by, and those that are answered before the dispatcher. Modules above add {@link RouteRules} and
 * {@link CallerRequirement} beans.
 */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({WebSettings.class, SheddingSettings.class})
public class WebModule implements ModuleDescriptor {
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
    public List<Class<? extends ModuleDescriptor>> needs() {
        return List.of(ProblemsModule.class);
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
    StrictParameters strictParameters() {
        return new StrictParameters();
    }

    @Bean
    StrictNumbers strictNumbers() {
        return new StrictNumbers();
    }

    @Bean
    HotRoutes hotRoutes(JsonMapper json, Problems problems) {
        return new HotRoutes(json, problems);
    }

    @Bean
    FilterRegistrationBean<HotRoutes> hotRoutesFilter(HotRoutes routes) {
        FilterRegistrationBean<HotRoutes> bean = new FilterRegistrationBean<>(routes);
        bean.setOrder(HOT_ORDER);
        return bean;
    }

    /** Before the framework's own, one of which takes whatever is returned for a body to be written. */
    @Bean
    SmartInitializingSingleton prebuiltReturns(ObjectProvider<RequestMappingHandlerAdapter> adapters) {
        return () -> adapters.ifAvailable(adapter -> {
            List<HandlerMethodReturnValueHandler> handlers = new ArrayList<>(List.of(new PrebuiltReturn()));
            handlers.addAll(Objects.requireNonNull(adapter.getReturnValueHandlers()));
            adapter.setReturnValueHandlers(handlers);
        });
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
    SmartInitializingSingleton hotRoutesFound(
            HotRoutes hot, @Qualifier(CONTROLLERS) ObjectProvider<RequestMappingHandlerMapping> controllers) {
        return () -> controllers.ifAvailable(found -> hot.use(found.getHandlerMethods()));
    }

    @Bean
    SmartInitializingSingleton nothingBypassesRequirements(
            @Qualifier(CONTROLLERS) ObjectProvider<RequestMappingHandlerMapping> controllers,
            ObjectProvider<CallerRequirement> requirements,
            ObjectProvider<ServletRegistrationBean<?>> servlets) {
        return () -> controllers.ifAvailable(found -> {
            BypassCheck check = new BypassCheck(
                    found.getHandlerMethods(), requirements.stream().toList());
            check.hotMethods();
            servlets.forEach(check::servlet);
        });
    }
}
