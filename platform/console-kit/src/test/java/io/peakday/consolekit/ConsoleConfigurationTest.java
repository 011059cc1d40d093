package io.peakday.consolekit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.peakday.engines.SettingDefaults;
import io.peakday.identity.IdentityModule;
import io.peakday.identity.Permissions;
import io.peakday.kernel.ProgramClock;
import io.peakday.ui.SlotSettings;
import io.peakday.ui.Slots;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

class ConsoleConfigurationTest {
    @Configuration(proxyBeanMethods = false)
    @Import(ParcelPages.class)
    static class ParcelModule {}

    @ConsoleConfiguration
    static class ParcelPages {
        @Bean
        MenuEntry parcelMenu() {
            return new MenuEntry(MenuGroup.SELL.at(10), "parcels", "Parcels", "/console/parcels", "package", null);
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class OtherParcels {
        @Bean
        MenuEntry otherMenu() {
            return new MenuEntry(MenuGroup.RUN.at(10), "parcels", "More", "/console/more", "package", null);
        }
    }

    @Test
    void pagesAreWiredInWhateverOrderTheModulesAreListed() {
        for (List<Class<?>> modules : List.of(
                List.<Class<?>>of(ConsoleKitModule.class, ParcelModule.class),
                List.<Class<?>>of(ParcelModule.class, ConsoleKitModule.class))) {
            try (AnnotationConfigApplicationContext program = start(modules)) {
                assertThat(program.getBeansOfType(MenuEntry.class))
                        .as(modules.toString())
                        .containsOnlyKeys("parcelMenu");
            }
        }
    }

    @Test
    void pagesAreLeftOutWhereThereIsNoConsole() {
        try (AnnotationConfigApplicationContext program = start(List.of(ParcelModule.class))) {
            assertThat(program.getBeansOfType(MenuEntry.class)).isEmpty();
        }
    }

    @Test
    void twoModulesWithOneKeyStopTheStart() {
        assertThatThrownBy(() -> start(List.of(ConsoleKitModule.class, ParcelModule.class, OtherParcels.class))
                        .close())
                .hasStackTraceContaining("two entries of the console's menu have the key parcels");
    }

    private static AnnotationConfigApplicationContext start(List<Class<?>> modules) {
        AnnotationConfigApplicationContext program = new AnnotationConfigApplicationContext();
        program.registerBean(InstantSource.class, ProgramClock::instance);
        program.registerBean(Permissions.class, () -> Permissions.of(new IdentityModule()));
        program.registerBean(
                Slots.class, () -> new Slots(SettingDefaults.of(SlotSettings.class), new SimpleMeterRegistry()));
        program.register(modules.toArray(Class<?>[]::new));
        program.refresh();
        return program;
    }
}
