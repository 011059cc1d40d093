package io.peakday.cli.house;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.peakday.cart.planted.AnnotatedDomain;
import io.peakday.cart.planted.ConnectsByItself;
import io.peakday.kernel.planted.AsksTheMachine;
import io.peakday.kernel.planted.LooksUp;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class HouseTest {
    private static final JavaClasses HOUSE = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("io.peakday");

    @Test
    void everyRoomOfTheRulesExistsAndEveryRoomThatExistsHasItsPlace() {
        TreeSet<String> found = HOUSE.stream()
                .map(House::room)
                .filter(room -> !room.isEmpty())
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(found).isEqualTo(new TreeSet<>(House.ROOMS));
    }

    @Test
    void theOrderOfTheRulesIsThatOfTheBuild() throws IOException {
        List<String> modules = Pattern.compile("<module>[a-z]+/([a-z]+)</module>")
                .matcher(Files.readString(Path.of("../../pom.xml")))
                .results()
                .map(match -> match.group(1))
                .toList();
        assertThat(modules).isEqualTo(House.ROOMS);
    }

    @Test
    void importsPointDownwards() {
        House.importsPointDownwards().check(HOUSE);
    }

    @Test
    void domainCodeIsNotFoundByScanning() {
        House.noScanning().check(HOUSE);
    }

    @Test
    void namesSaySomething() {
        House.namesSaySomething().check(HOUSE);
    }

    @Test
    void clientsOfKafkaLogIn() {
        House.clientsOfKafkaLogIn().check(HOUSE);
    }

    @Test
    void aPlantedClientWithoutALoginIsFound() {
        JavaClasses planted = new ClassFileImporter().importClasses(ConnectsByItself.class);
        assertThatThrownBy(() -> House.clientsOfKafkaLogIn().check(planted))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("ConnectsByItself");
    }

    @Test
    void nobodyAsksTheMachineForTheTime() {
        House.oneClock().check(HOUSE);
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
                assertThat(House.asksByKeyword(Files.readString(source)))
                        .as(source.toString())
                        .isFalse();
            }
        }
    }

    @Test
    void aPlantedLookAtTheMachinesClockIsFound() {
        JavaClasses planted = new ClassFileImporter().importClasses(AsksTheMachine.class);
        assertThatThrownBy(() -> House.oneClock().check(planted))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("AsksTheMachine");
        assertThat(House.asksByKeyword("where ends_at < CURRENT_TIMESTAMP")).isTrue();
        assertThat(House.asksByKeyword("where ends_at < now()")).isFalse();
    }

    @Test
    void aPlantedImportUpwardsIsFound() {
        JavaClasses planted = new ClassFileImporter().importClasses(LooksUp.class);
        assertThatThrownBy(() -> House.importsPointDownwards().check(planted))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("LooksUp");
    }

    @Test
    void aPlantedStereotypeIsFound() {
        JavaClasses planted = new ClassFileImporter().importClasses(AnnotatedDomain.class);
        assertThatThrownBy(() -> House.noScanning().check(planted))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("AnnotatedDomain");
    }
}
