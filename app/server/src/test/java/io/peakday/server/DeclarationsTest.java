package io.peakday.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.peakday.engines.ModuleDescriptor;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What only one module may declare: two that shared it would not know of each other. */
class DeclarationsTest {
    @Test
    void aKeyIsOneModulesAndSoIsAnEntryOfTheDataFolder() {
        assertThat(all(module -> module.keys().keySet().stream()))
                .contains("session")
                .doesNotHaveDuplicates();
        assertThat(all(module -> module.folderEntries().stream()))
                .contains("search")
                .doesNotHaveDuplicates();
    }

    private static List<String> all(Function<ModuleDescriptor, Stream<String>> declared) {
        return ModuleRegistry.all().stream()
                .map(ModuleDescriptor::of)
                .flatMap(declared)
                .toList();
    }
}
