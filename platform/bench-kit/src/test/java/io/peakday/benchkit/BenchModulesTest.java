package io.peakday.benchkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.peakday.commandkit.HelpPosition;
import java.util.List;
import org.junit.jupiter.api.Test;
import picocli.CommandLine.Command;

class BenchModulesTest {
    private record Module(List<Suite> suites, List<Class<? extends Drill>> drills) implements BenchModule {}

    @Command(name = "late")
    private static final class Late extends Drill {
        @Override
        protected boolean rehearse() {
            return true;
        }
    }

    @HelpPosition(5)
    @Command(name = "first")
    private static final class First extends Drill {
        @Override
        protected boolean rehearse() {
            return false;
        }
    }

    private static Suite suite(String name, int position) {
        return new Suite(name, position, "What " + name + " measures", conditions -> List.of("a line"));
    }

    private static Module suites(Suite... suites) {
        return new Module(List.of(suites), List.of());
    }

    @Test
    void suitesOfAllModulesAreListedByPositionAndThenByName() {
        assertThat(BenchModules.suites(List.of(suites(suite("c", 20), suite("b", 20)), suites(suite("z", 10)))))
                .extracting(Suite::name)
                .containsExactly("z", "b", "c");
    }

    @Test
    void drillsOfAllModulesAreListedByPositionAndThenByName() {
        assertThat(BenchModules.drills(List.of(
                        new Module(List.of(), List.of(Late.class)), new Module(List.of(), List.of(First.class)))))
                .containsExactly(First.class, Late.class);
    }

    @Test
    void twoOfOneNameAreRefused() {
        assertThatThrownBy(() -> BenchModules.suites(List.of(suites(suite("sale", 1)), suites(suite("sale", 2)))))
                .hasMessage("There are two suites 'sale'.");
        assertThatThrownBy(() -> BenchModules.drills(List.of(new Module(List.of(), List.of(Late.class, Late.class)))))
                .hasMessage("There are two drills 'late'.");
    }

    @Test
    void aSuiteIsASectionWithItsHeadingAndADrillsVerdictIsItsExitCode() throws Exception {
        Conditions conditions = new Conditions(new NoProgram(), true, 1, java.nio.file.Path.of("."), line -> {});
        assertThat(suite("sale", 1).run(conditions)).containsExactly("", "## What sale measures", "", "a line", "");
        assertThat(new Late().call()).isZero();
        assertThat(new First().call()).isEqualTo(1);
    }
}
