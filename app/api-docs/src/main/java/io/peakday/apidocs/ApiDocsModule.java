package io.peakday.apidocs;

import io.peakday.apidocs.page.ApiPages;
import io.peakday.engines.ModuleDescriptor;
import io.peakday.idempotency.IdempotencyModule;
import io.peakday.idempotency.WithoutIdempotencyKey;
import io.peakday.identity.IdentityModule;
import io.peakday.identity.IdentitySettings;
import io.peakday.identity.Permissions;
import io.peakday.ui.Html;
import io.peakday.ui.UiModule;
import io.swagger.v3.core.converter.ModelConverter;
import io.swagger.v3.core.jackson.ModelResolver;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.info.License;
import io.swagger.v3.oas.models.servers.Server;
import java.util.List;
import org.springdoc.core.configuration.SpringDocConfiguration;
import org.springdoc.core.customizers.OpenApiCustomizer;
import org.springdoc.core.properties.SpringDocConfigProperties;
import org.springdoc.core.providers.ObjectMapperProvider;
import org.springdoc.webmvc.api.OpenApiWebMvcResource;
import org.springdoc.webmvc.core.configuration.SpringDocWebMvcConfiguration;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** Wires the description of the API. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnWebApplication
@ImportAutoConfiguration({
    SpringDocConfigProperties.class,
    SpringDocConfiguration.class,
    SpringDocWebMvcConfiguration.class,
})
public class ApiDocsModule implements ModuleDescriptor {
    @Override
    public String name() {
        return "api-docs";
    }

    @Override
    public boolean everywhere() {
        return true;
    }

    @Override
    public List<Class<? extends ModuleDescriptor>> needs() {
        return List.of(IdempotencyModule.class, IdentityModule.class, UiModule.class);
    }

    /** The API's title page. */
    @Bean
    OpenAPI openApi() {
        return new OpenAPI()
                .info(new Info()
                        .title("Peakday API")
                        .version("v1")
                        .description(Introduction.TEXT)
                        .license(new License().name("Apache-2.0").identifier("Apache-2.0")))
                .servers(List.of(new Server().url("/").description("The store that serves this document.")));
    }

    @Bean
    SchemaNames schemaNames() {
        return new SchemaNames();
    }

    @Bean
    OpenApiCustomizer apiDescriber(
            @Qualifier("requestMappingHandlerMapping") ObjectProvider<RequestMappingHandlerMapping> controllers,
            ObjectProvider<WithoutIdempotencyKey> withoutKey,
            SchemaNames names) {
        return new ApiDescriber(
                () -> controllers.getObject().getHandlerMethods(),
                withoutKey.stream().toList(),
                new Schemas(names));
    }

    /** First in the list, so that springdoc's own converters are asked before it. */
    @Bean
    @Order(Ordered.HIGHEST_PRECEDENCE)
    ModelConverter apiSchemas(ObjectMapperProvider json, SchemaNames names) {
        return new ModelResolver(json.jsonMapper(), names).openapi31(true);
    }

    @Bean
    ModelConverter scalarSchemas() {
        return new ScalarSchemas();
    }

    @Bean
    ModelConverter permissionSchema(Permissions permissions) {
        return new PermissionSchema(permissions);
    }

    @Bean
    ApiPages apiPages(OpenApiWebMvcResource document, IdentitySettings settings) {
        return new ApiPages(document, Html.of(ApiDocsModule.class), settings.publicUrl());
    }
}
