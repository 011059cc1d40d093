package io.peakday.eventsadmin;

import io.peakday.engines.ModuleDescriptor;
import io.peakday.events.DeadLetters;
import io.peakday.events.EventRuntime;
import io.peakday.events.EventsModule;
import io.peakday.events.Replays;
import io.peakday.eventsadmin.console.DeadLetterConsole;
import io.peakday.identity.DeclaredPermission;
import io.peakday.identity.IdentityModule;
import io.peakday.identity.PermissionModule;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** Wires what staff see of events and do about them. */
@Configuration(proxyBeanMethods = false)
@Import(DeadLetterConsole.class)
public class EventsAdminModule implements PermissionModule {
    @Override
    public String name() {
        return "events-admin";
    }

    /** A node says of its own subscriptions how they do. */
    @Override
    public boolean everywhere() {
        return true;
    }

    @Override
    public List<Class<? extends ModuleDescriptor>> needs() {
        return List.of(EventsModule.class, IdentityModule.class);
    }

    @Override
    public List<DeclaredPermission> permissions() {
        return EventsAdminPermissions.DECLARED;
    }

    @Bean
    DeadLetterApi deadLetterApi(DeadLetters letters) {
        return new DeadLetterApi(letters);
    }

    @Bean
    EventsApi eventsApi(EventRuntime events, Replays replays) {
        return new EventsApi(events, replays);
    }
}
