package io.peakday.secrets;

import static org.assertj.core.api.Assertions.assertThat;

import io.peakday.engines.ModuleDescriptor;
import io.peakday.engines.ProgramModules;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class KeyPurposesTest {
    private record Signs(String name, Map<String, String> keys) implements ModuleDescriptor {}

    private static final ProgramModules MODULES = new ProgramModules(List.of(
            new Signs("one", Map.of("ticket", "Tickets")),
            new Signs("other", Map.of("partner:", "Messages of the partner"))));

    @Test
    void aKeyIsForWhatItsModuleDeclares() {
        assertThat(KeyPurposes.of("ticket", MODULES)).isEqualTo("Tickets");
        assertThat(KeyPurposes.of("partner:north", MODULES)).isEqualTo("Messages of the partner north");
    }

    @Test
    void aKeyThatNoModuleDeclaresIsTheProgramsWhateverItIsCalled() {
        for (String name : List.of("tickets", "partner", "", "Ticket")) {
            assertThat(KeyPurposes.of(name, MODULES)).isEqualTo("Used by the program");
        }
    }
}
