package io.peakday.cli.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.peakday.checkout.CheckoutModule;
import io.peakday.engines.ModuleDescriptor;
import io.peakday.engines.NodeModules;
import io.peakday.server.ModuleRegistry;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** A module says which others it cannot be without; what it really uses is in its code. */
class NeededModulesTest {
    private static final JavaClasses PROGRAM = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("io.peakday");

    /** Parts that are there only where their kit is. */
    private static final Pattern ELSEWHERE =
            Pattern.compile("io\\.peakday\\.[a-z]+\\.(console|storefront|command|bench|templates)(\\..*)?");

    @Test
    void everyModuleSaysWhatItNeeds() {
        TreeSet<String> unsaid = new TreeSet<>();
        for (Class<? extends ModuleDescriptor> module : ModuleRegistry.all()) {
            // What puts the program together knows all of it, and looks whether it is there.
            if (!system(module.getPackageName()).equals("server")) {
                unsaid.addAll(unsaid(module, wired(module)));
            }
        }
        assertThat(unsaid).isEmpty();
    }

    @Test
    void whatIsNotSaidIsFound() {
        Set<String> without = wired(CheckoutModule.class);
        without.remove("payments");
        assertThat(unsaid(CheckoutModule.class, without))
                .isNotEmpty()
                .allMatch(found -> found.startsWith("checkout uses payments: "));
    }

    private static Set<String> wired(Class<? extends ModuleDescriptor> module) {
        return new TreeSet<>(
                NodeModules.of(
                                ModuleRegistry.all(),
                                List.of(ModuleDescriptor.of(module).name()))
                        .wired()
                        .stream()
                        .map(Class::getPackageName)
                        .map(NeededModulesTest::system)
                        .toList());
    }

    private static Set<String> unsaid(Class<? extends ModuleDescriptor> module, Set<String> wired) {
        String system = system(module.getPackageName());
        Set<String> modules = ModuleRegistry.all().stream()
                .map(Class::getPackageName)
                .map(NeededModulesTest::system)
                .collect(Collectors.toSet());
        return PROGRAM.stream()
                .filter(type -> system(type.getPackageName()).equals(system))
                .filter(type -> !ELSEWHERE.matcher(type.getPackageName()).matches())
                .flatMap(type -> type.getDirectDependenciesFromSelf().stream())
                .map(dependency -> dependency.getTargetClass())
                .filter(used -> !ELSEWHERE.matcher(used.getPackageName()).matches())
                .filter(used -> !used.isAssignableTo(ModuleDescriptor.class) && !isConstant(used))
                .filter(used -> modules.contains(system(used.getPackageName())))
                .filter(used -> !wired.contains(system(used.getPackageName())))
                .map(used -> system + " uses " + system(used.getPackageName()) + ": " + used.getName())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** An annotation says something that whoever reads it may not be there to read. */
    private static boolean isConstant(JavaClass used) {
        return used.isAnnotation();
    }

    private static String system(String packageName) {
        return packageName.startsWith("io.peakday.") ? packageName.split("\\.")[2] : "";
    }
}
