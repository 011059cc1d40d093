package io.peakday.engines;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import org.flywaydb.core.api.MigrationVersion;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MigrationFilesTest {
    @Test
    void aMigrationThatSaysNothingAsksNothingOfOlderPrograms() {
        assertThat(said("set lock_timeout = '10s';\n-- As peakday does it: before 6.\nselect 1;"))
                .isEqualTo("0");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "5.2", "6"})
    void aMigrationMayAskForAnyVersionUpToItsOwn(String version) {
        assertThat(said("-- Why.\n-- peakday: not-before " + version + "\nselect 1;"))
                .isEqualTo(version);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "-- peakday: not-before 7",
                "-- peakday: not-before 0",
                "-- peakday: not-before",
                "-- peakday: not-before six",
                "-- peakday: not before 6",
                "-- peakday: not-before 6, for it drops a column",
                "--peakday: not-before 6",
                "-- Peakday: not-before 6",
                "-- peakday not-before 6",
                "  -- peakday: not-before 6",
                "-- peakday: not-before 5\n-- peakday: not-before 6"
            })
    void whatCannotBeMeantIsNotTakenForARemark(String line) {
        assertThatIllegalStateException()
                .isThrownBy(() -> said("select 1;\n" + line + "\nselect 2;"))
                .withMessageContaining("V6__six.sql");
    }

    @Test
    void aSchemaAsksWhatItsMigrationsUpToAVersionAskTogether() {
        MigrationFiles files = MigrationFiles.of(new SchemaMigration("sample", "db/later"));
        assertThat(files.newest()).hasToString("4");
        assertThat(files.notBefore(version("2"))).hasToString("0");
        assertThat(files.notBefore(version("3"))).hasToString("3");
        assertThat(files.notBefore(version("4"))).hasToString("3");
    }

    private static String said(String sql) {
        return MigrationFiles.notBefore("V6__six.sql", sql).toString();
    }

    private static MigrationVersion version(String text) {
        return MigrationVersion.fromVersion(text);
    }
}
