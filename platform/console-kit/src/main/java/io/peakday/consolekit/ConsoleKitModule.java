package io.peakday.consolekit;

import io.peakday.engines.ModuleDescriptor;
import io.peakday.engines.OperatorWarnings;
import io.peakday.identity.Permissions;
import io.peakday.ui.Slots;
import io.peakday.ui.UiModule;
import io.peakday.web.Priority;
import io.peakday.web.RoutePriorities;
import io.peakday.web.RoutePriority;
import java.time.InstantSource;
import java.util.List;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What every page of the console stands in: the menu, messages and warnings of the modules of this node. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(ConsoleSettings.class)
public class ConsoleKitModule implements ModuleDescriptor {
    @Override
    public String name() {
        return "console-kit";
    }

    @Override
    public List<Class<? extends ModuleDescriptor>> needs() {
        return List.of(UiModule.class);
    }

    /** Of every page that a module brings. */
    @Bean
    RoutePriorities consolePriorities() {
        return RoutePriorities.of(new RoutePriority(Priority.INTERACTIVE, "/console"));
    }

    @Bean
    ConsoleSlots consoleSlots(Slots slots) {
        return new ConsoleSlots(slots);
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
