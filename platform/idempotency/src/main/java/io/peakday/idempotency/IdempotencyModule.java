package io.peakday.idempotency;

import io.peakday.engines.Database;
import io.peakday.engines.ModuleDescriptor;
import io.peakday.engines.PeriodicTask;
import io.peakday.engines.SchemaMigration;
import io.peakday.web.WebModule;
import io.peakday.web.WebSettings;
import java.time.Duration;
import java.util.List;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Wires idempotency keys. Modules above add {@link WithoutIdempotencyKey} and a {@link CallerScope}. */
@Configuration(proxyBeanMethods = false)
public class IdempotencyModule implements ModuleDescriptor {
    public static final SchemaMigration SCHEMA = new SchemaMigration("web", "db/web");

    @Override
    public String name() {
        return "idempotency";
    }

    @Override
    public boolean everywhere() {
        return true;
    }

    @Override
    public List<Class<? extends ModuleDescriptor>> needs() {
        return List.of(WebModule.class);
    }

    @Override
    public List<SchemaMigration> schemas() {
        return List.of(SCHEMA);
    }

    @Override
    public boolean offline() {
        return true;
    }

    @Bean(destroyMethod = "close")
    IdempotencyFilter idempotency(
            Database database,
            WebSettings settings,
            ObjectProvider<CallerScope> callers,
            ObjectProvider<WithoutIdempotencyKey> exempt) {
        CallerScope scope = callers.getIfAvailable(() -> request -> "guest");
        return new IdempotencyFilter(database, settings, scope, exempt.stream().toList());
    }

    @Bean
    FilterRegistrationBean<IdempotencyFilter> idempotencyFilter(IdempotencyFilter filter) {
        FilterRegistrationBean<IdempotencyFilter> bean = new FilterRegistrationBean<>(filter);
        bean.setOrder(WebModule.IDEMPOTENCY_ORDER);
        bean.addUrlPatterns("/api/v1/*");
        return bean;
    }

    @Bean
    PeriodicTask idempotencyPrune(IdempotencyFilter filter) {
        return new PeriodicTask("web.idempotency-prune", Duration.ofMinutes(10), filter::prune);
    }
}
