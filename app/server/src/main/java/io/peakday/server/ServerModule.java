package io.peakday.server;

import io.micrometer.core.instrument.MeterRegistry;
import io.peakday.engines.HealthCheck;
import io.peakday.engines.ModuleDescriptor;
import io.peakday.engines.PeriodicTask;
import java.util.List;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** What belongs to the node itself and to no module: the framework's own servlet container, JSON, metrics, background tasks. */
@Configuration(proxyBeanMethods = false)
@EnableAutoConfiguration
@EnableConfigurationProperties({ServerSettings.class, TlsSettings.class})
@Import(OwnTlsModule.class)
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
