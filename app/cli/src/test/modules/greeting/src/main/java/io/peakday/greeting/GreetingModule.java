package io.peakday.greeting;

import io.peakday.commandkit.CommandLineModule;
import io.peakday.engines.Database;
import io.peakday.engines.SchemaMigration;
import io.peakday.greeting.command.GreetingCommand;
import io.peakday.greeting.console.GreetingConsole;
import io.peakday.greeting.storefront.GreetingStorefront;
import io.peakday.identity.DeclaredPermission;
import io.peakday.identity.PermissionModule;
import java.util.List;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** Wires the greetings. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(GreetingSettings.class)
@Import({GreetingConsole.class, GreetingStorefront.class})
public class GreetingModule implements CommandLineModule, PermissionModule {
    @Override
    public String name() {
        return "greeting";
    }

    @Override
    public List<SchemaMigration> schemas() {
        return List.of(new SchemaMigration("greeting", "db/greeting"));
    }

    @Override
    public List<DeclaredPermission> permissions() {
        return GreetingPermissions.DECLARED;
    }

    @Override
    public boolean offline() {
        return true;
    }

    @Override
    public List<Class<?>> commands() {
        return List.of(GreetingCommand.class);
    }

    @Bean
    Greetings greetings(Database database) {
        return new Greetings(database);
    }

    @Bean
    GreetingApi greetingApi(Greetings greetings, GreetingSettings settings) {
        return new GreetingApi(greetings, settings);
    }
}
