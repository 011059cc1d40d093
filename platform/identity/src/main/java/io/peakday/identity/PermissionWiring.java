package io.peakday.identity;

import io.peakday.engines.ProgramModules;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.boot.jackson.autoconfigure.JsonMapperBuilderCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.format.FormatterRegistry;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** Wires the permissions: what there is, how requests name them, and what routes require. */
@Configuration(proxyBeanMethods = false)
class PermissionWiring {
    @Bean
    Permissions permissions(ProgramModules modules) {
        return Permissions.of(modules);
    }

    @Bean
    JsonMapperBuilderCustomizer permissionsInJson(Permissions permissions) {
        return mapper -> mapper.addModule(DeclaredJson.module(permissions));
    }

    @Bean
    WebMvcConfigurer routeGuard(Permissions permissions) {
        return new WebMvcConfigurer() {
            @Override
            public void addInterceptors(InterceptorRegistry registry) {
                registry.addInterceptor(new RouteGuard(permissions)).order(-1000);
            }

            @Override
            public void addFormatters(FormatterRegistry registry) {
                registry.addConverter(
                        String.class, Permission.class, new DeclaredParameter<>("permission", permissions::find));
                registry.addConverter(String.class, Role.class, new DeclaredParameter<>("role", permissions::role));
            }
        };
    }

    /** A route that requires what no module declares would be closed to everybody, so the start fails instead. */
    @Bean
    SmartInitializingSingleton routesRequireWhatIsDeclared(
            Permissions permissions, ObjectProvider<RequestMappingHandlerMapping> mappings) {
        return () -> mappings.stream()
                .flatMap(mapping -> mapping.getHandlerMethods().entrySet().stream())
                .forEach(route -> RouteGuard.required(route.getValue())
                        .forEach(name -> permissions.requireDeclared(
                                name, "The route " + route.getKey() + " (" + route.getValue() + ")")));
    }
}
