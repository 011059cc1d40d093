package io.peakday.cli.architecture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.peakday.benchkit.BenchModule;
import io.peakday.cart.console.planted.DrawsItsPage;
import io.peakday.cart.planted.AnnotatedDomain;
import io.peakday.cart.planted.ConnectsByItself;
import io.peakday.cart.planted.DrawsAPage;
import io.peakday.cart.planted.FillsASlot;
import io.peakday.cart.planted.MeasuresItself;
import io.peakday.cart.planted.SignsInByItself;
import io.peakday.cart.planted.StreamsRows;
import io.peakday.cart.storefront.planted.FillsItsSlot;
import io.peakday.engines.ModuleDescriptor;
import io.peakday.kernel.planted.AsksTheMachine;
import io.peakday.kernel.planted.LooksUp;
import io.peakday.server.ModuleRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.ServiceLoader;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ArchitectureTest {
    private static final JavaClasses PROGRAM = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("io.peakday");

    @Test
    void everyPackageIsThatOfAModuleOfTheBuild() {
        TreeSet<String> found = PROGRAM.stream()
                .map(Architecture::module)
                .filter(module -> !module.isEmpty())
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(found).isEqualTo(new TreeSet<>(Architecture.MODULES));
    }

    @Test
    void everyDescribedModuleIsPartOfTheProgramUnderANameOfItsOwn() {
        List<String> described = PROGRAM.stream()
                .filter(type -> type.isAssignableTo(ModuleDescriptor.class) && !type.isInterface())
                .map(JavaClass::getName)
                .sorted()
                .toList();

        assertThat(ModuleRegistry.all().stream().map(Class::getName).sorted().toList())
                .isEqualTo(described);
        assertThat(ModuleRegistry.all().stream()
                        .map(ModuleDescriptor::of)
                        .map(ModuleDescriptor::name)
                        .toList())
                .doesNotHaveDuplicates();
    }

    @Test
    void importsPointDownwards() {
        Architecture.importsPointDownwards().check(PROGRAM);
    }

    @Test
    void domainCodeIsNotFoundByScanning() {
        Architecture.noScanning().check(PROGRAM);
    }

    @Test
    void namesSaySomething() {
        Architecture.namesSaySomething().check(PROGRAM);
    }

    @Test
    void clientsOfKafkaLogIn() {
        Architecture.clientsOfKafkaLogIn().check(PROGRAM);
    }

    @Test
    void aPlantedClientWithoutALoginIsFound() {
        JavaClasses planted = new ClassFileImporter().importClasses(ConnectsByItself.class);
        assertThatThrownBy(() -> Architecture.clientsOfKafkaLogIn().check(planted))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("ConnectsByItself");
    }

    @Test
    void onlyWhoKeepsAccountsSignsIn() {
        Architecture.onlyWhoKeepsAccountsSignsIn().check(PROGRAM);
    }

    @Test
    void aPlantedSignInWithoutASecondStepIsFound() {
        JavaClasses planted = new ClassFileImporter().importClasses(SignsInByItself.class);
        assertThatThrownBy(() -> Architecture.onlyWhoKeepsAccountsSignsIn().check(planted))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("SignsInByItself");
    }

    @Test
    void rowsAreReadIntoLists() {
        Architecture.rowsAreReadIntoLists().check(PROGRAM);
    }

    @Test
    void aPlantedStreamOfRowsIsFound() {
        JavaClasses planted = new ClassFileImporter().importClasses(StreamsRows.class);
        assertThatThrownBy(() -> Architecture.rowsAreReadIntoLists().check(planted))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("StreamsRows");
    }

    @Test
    void onlyConsolePackagesUseTheConsoleKit() {
        Architecture.onlyConsolePackagesUseTheConsoleKit().check(PROGRAM);
    }

    @Test
    void aPlantedPageOutsideOfAConsolePackageIsFoundAndOneInsideIsNot() {
        JavaClasses outside = new ClassFileImporter().importClasses(DrawsAPage.class);
        assertThatThrownBy(
                        () -> Architecture.onlyConsolePackagesUseTheConsoleKit().check(outside))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("DrawsAPage");
        JavaClasses inside = new ClassFileImporter().importClasses(DrawsItsPage.class);
        // Of this one class the rule has nothing to say.
        Architecture.onlyConsolePackagesUseTheConsoleKit()
                .allowEmptyShould(true)
                .check(inside);
    }

    @Test
    void nothingThatServesNeedsBenchmarks() {
        Architecture.nothingThatServesNeedsBenchmarks().check(PROGRAM);
    }

    @Test
    void aPlantedUseOfABenchmarkIsFound() {
        JavaClasses planted = new ClassFileImporter().importClasses(MeasuresItself.class);
        assertThatThrownBy(() -> Architecture.nothingThatServesNeedsBenchmarks().check(planted))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("MeasuresItself");
    }

    @Test
    void everyDescriptorOfBenchmarksIsNamedWhereItIsLookedFor() {
        assertThat(ServiceLoader.load(BenchModule.class).stream()
                        .map(module -> module.type().getName())
                        .sorted()
                        .toList())
                .isEqualTo(PROGRAM.stream()
                        .filter(type -> type.isAssignableTo(BenchModule.class) && !type.isInterface())
                        .map(JavaClass::getName)
                        .sorted()
                        .toList());
    }

    @Test
    void onlyStorefrontPackagesUseTheStorefrontKit() {
        Architecture.onlyStorefrontPackagesUseTheStorefrontKit().check(PROGRAM);
    }

    @Test
    void aPlantedSlotOutsideOfAStorefrontPackageIsFoundAndOneInsideIsNot() {
        JavaClasses outside = new ClassFileImporter().importClasses(FillsASlot.class);
        assertThatThrownBy(() ->
                        Architecture.onlyStorefrontPackagesUseTheStorefrontKit().check(outside))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("FillsASlot");
        JavaClasses inside = new ClassFileImporter().importClasses(FillsItsSlot.class);
        // Of this one class the rule has nothing to say.
        Architecture.onlyStorefrontPackagesUseTheStorefrontKit()
                .allowEmptyShould(true)
                .check(inside);
    }

    @Test
    void nobodyAsksTheMachineForTheTime() {
        Architecture.oneClock().check(PROGRAM);
    }

    @Test
    void sqlAsksForTheTimeByFunctionsThatTestsCanShift() throws IOException {
        try (Stream<Path> files = Files.walk(Path.of("../.."))) {
            List<Path> sources = files.filter(file -> file.toString().contains("/src/main/")
                            && !file.toString().contains("/target/"))
                    .filter(file -> file.toString().matches(".*\\.(java|sql)"))
                    // It says in its own words why keywords are refused.
                    .filter(file -> !file.endsWith("DatabaseClock.java"))
                    .toList();
            assertThat(sources).hasSizeGreaterThan(100);
            for (Path source : sources) {
                assertThat(Architecture.asksByKeyword(Files.readString(source)))
                        .as(source.toString())
                        .isFalse();
            }
        }
    }

    @Test
    void aPlantedLookAtTheMachinesClockIsFound() {
        JavaClasses planted = new ClassFileImporter().importClasses(AsksTheMachine.class);
        assertThatThrownBy(() -> Architecture.oneClock().check(planted))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("AsksTheMachine");
        assertThat(Architecture.asksByKeyword("where ends_at < CURRENT_TIMESTAMP"))
                .isTrue();
        assertThat(Architecture.asksByKeyword("where ends_at < now()")).isFalse();
    }

    @Test
    void aPlantedImportUpwardsIsFound() {
        JavaClasses planted = new ClassFileImporter().importClasses(LooksUp.class);
        assertThatThrownBy(() -> Architecture.importsPointDownwards().check(planted))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("LooksUp");
    }

    @Test
    void aPlantedStereotypeIsFound() {
        JavaClasses planted = new ClassFileImporter().importClasses(AnnotatedDomain.class);
        assertThatThrownBy(() -> Architecture.noScanning().check(planted))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("AnnotatedDomain");
    }
}
