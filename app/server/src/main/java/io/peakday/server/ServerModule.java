package io.peakday.server;

import io.micrometer.core.instrument.MeterRegistry;
import io.peakday.engines.HealthCheck;
import io.peakday.engines.ModuleDescriptor;
import io.peakday.engines.PeriodicTask;
import io.peakday.identity.Permissions;
import io.peakday.web.WebFramework;
import java.util.List;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.micrometer.metrics.autoconfigure.CompositeMeterRegistryAutoConfiguration;
import org.springframework.boot.micrometer.metrics.autoconfigure.MetricsAutoConfiguration;
import org.springframework.boot.micrometer.metrics.autoconfigure.export.prometheus.PrometheusMetricsExportAutoConfiguration;
import org.springframework.boot.micrometer.metrics.autoconfigure.jvm.JvmMetricsAutoConfiguration;
import org.springframework.boot.micrometer.metrics.autoconfigure.logging.logback.LogbackMetricsAutoConfiguration;
import org.springframework.boot.micrometer.metrics.autoconfigure.ssl.SslMetricsAutoConfiguration;
import org.springframework.boot.micrometer.metrics.autoconfigure.startup.StartupTimeMetricsListenerAutoConfiguration;
import org.springframework.boot.micrometer.metrics.autoconfigure.system.SystemMetricsAutoConfiguration;
import org.springframework.boot.micrometer.metrics.autoconfigure.task.TaskExecutorMetricsAutoConfiguration;
import org.springframework.boot.tomcat.autoconfigure.metrics.TomcatMetricsAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** What belongs to the node itself and to no module: the framework's own servlet container, JSON, metrics, background tasks. */
@Configuration(proxyBeanMethods = false)
@ImportAutoConfiguration({
    CompositeMeterRegistryAutoConfiguration.class,
    JvmMetricsAutoConfiguration.class,
    LogbackMetricsAutoConfiguration.class,
    MetricsAutoConfiguration.class,
    PrometheusMetricsExportAutoConfiguration.class,
    SslMetricsAutoConfiguration.class,
    StartupTimeMetricsListenerAutoConfiguration.class,
    SystemMetricsAutoConfiguration.class,
    TaskExecutorMetricsAutoConfiguration.class,
    TomcatMetricsAutoConfiguration.class,
})
@EnableConfigurationProperties({ServerSettings.class, TlsSettings.class})
@Import({WebFramework.class, OwnTlsModule.class})
public class ServerModule implements ModuleDescriptor {
    @Override
    public String name() {
        return "server";
    }

    @Override
    public boolean everywhere() {
        return true;
    }

    @Override
    public boolean offline() {
        return true;
    }

    /** A role that only permissions name could be given to nobody, so the start fails instead. */
    @Bean
    SmartInitializingSingleton permissionsAreOfDeclaredRoles(Permissions permissions) {
        return permissions::requireDeclaredRoles;
    }

    /** Started by {@link NodeLife} only, so not in a program that runs one command. */
    @Bean(destroyMethod = "close")
    PeriodicTasks periodicTasks(List<PeriodicTask> tasks, MeterRegistry meters) {
        return new PeriodicTasks(tasks, meters);
    }

    @Bean
    HealthCheck tasksHealth(PeriodicTasks tasks) {
        return HealthCheck.degrading("background tasks", tasks::trouble);
    }
}
