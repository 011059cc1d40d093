package io.peakday.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.peakday.engines.Login;
import io.peakday.events.EventsModule;
import io.peakday.testkit.TestDatabase;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

class DoctorRolesTest {
    @RegisterExtension
    static final TestDatabase postgres = TestDatabase.with(EventsModule.SCHEMA);

    @TempDir
    private Path folder;

    @Test
    void aProgramThatOwnsItsTablesIsNotedWithWhatToDo() {
        assertThat(doctor(postgres.ownerLogin()))
                .contains("NOTE  database", "owns its tables", "create role peakday_program", "owner-user")
                .contains("Nothing is wrong");
    }

    @Test
    void aProgramThatOwnsNothingIsAsItShouldBe() {
        assertThat(doctor(new Login(postgres.user(), postgres.password())))
                .contains("ok    database   the program's role owns nothing");
    }

    @Test
    void aDatabaseThatRefusesTheProgramIsSomethingWrong() {
        assertThat(doctor(new Login(postgres.user(), "wrong")))
                .contains("FAIL  database", "cannot be looked at")
                .doesNotContain("\tat ");
    }

    private String doctor(Login login) {
        Doctored doctored = Doctored.of(
                folder,
                "peakday.engines.postgres.url=" + postgres.url(),
                "peakday.engines.postgres.user=" + login.user(),
                "peakday.engines.postgres.password=" + login.password());
        assertThat(doctored.code()).isBetween(0, 1);
        return doctored.said();
    }
}
