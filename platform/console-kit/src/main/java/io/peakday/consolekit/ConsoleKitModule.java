package io.peakday.consolekit;

import io.peakday.engines.ModuleDescriptor;
import io.peakday.engines.OperatorWarnings;
import io.peakday.identity.Permissions;
import java.time.InstantSource;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What every page of the console stands in: the menu, messages and warnings that the modules of this node brought. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(ConsoleSettings.class)
public class ConsoleKitModule implements ModuleDescriptor {
    @Override
    public String name() {
        return "console-kit";
    }

    @Bean
    ConsoleContext consoleContext(
            InstantSource clock,
            Permissions permissions,
            ObjectProvider<MenuEntry> entries,
            ObjectProvider<FlashMessages> messages,
            ObjectProvider<OperatorWarnings> warnings) {
        return new ConsoleContext(
                clock,
                new Menu(entries.stream().toList(), permissions),
                FlashMessages.all(messages.stream().toList()),
                warnings.orderedStream()
                        .flatMap(each -> each.sentences().stream())
                        .toList());
    }
}
