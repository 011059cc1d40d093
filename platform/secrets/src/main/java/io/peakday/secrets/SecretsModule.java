package io.peakday.secrets;

import io.peakday.engines.Database;
import io.peakday.engines.ModuleDescriptor;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Wires the keys that all nodes share. */
@Configuration(proxyBeanMethods = false)
public class SecretsModule implements ModuleDescriptor {
    @Override
    public String name() {
        return "secrets";
    }

    @Override
    public boolean everywhere() {
        return true;
    }

    @Override
    public List<String> tables() {
        return List.of("identity.secret");
    }

    @Override
    public boolean offline() {
        return true;
    }

    @Bean
    SharedKeys sharedKeys(Database database) {
        return new SharedKeys(database);
    }
}
