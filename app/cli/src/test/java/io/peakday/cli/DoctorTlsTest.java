package io.peakday.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.peakday.kernel.ProgramClock;
import io.peakday.testkit.TestAuthority;
import io.peakday.testkit.TestAuthority.Issued;
import java.nio.file.Path;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DoctorTlsTest {
    @TempDir
    private Path folder;

    @Test
    void aCertificateThatEndsSoonAndOneWithAnothersKeyAreSomethingWrong() {
        TestAuthority authority = TestAuthority.create(folder, "authority");
        Issued own = authority.issue("own", "dns:localhost");
        String tomorrow = ProgramClock.instance()
                .instant()
                .atOffset(ZoneOffset.UTC)
                .plusDays(1)
                .toLocalDate()
                .toString();
        assertThat(doctor(own.certificate(), own.key()))
                .contains("FAIL  tls", "CN=own (localhost) expires on " + tomorrow, "Something is wrong");
        assertThat(doctor(
                        own.certificate(),
                        authority.issue("other", "dns:localhost").key()))
                .contains("FAIL  tls", "own.pem", "other.key", "do not belong together");
        assertThat(doctor(own.certificate(), folder.resolve("none.key")))
                .contains("FAIL  tls", "none.key is not there");
    }

    private String doctor(Path certificate, Path key) {
        Doctored doctored = Doctored.of(
                folder.resolve("data"),
                "peakday.server.tls.certificate=" + certificate,
                "peakday.server.tls.key=" + key);
        assertThat(doctored.code()).isEqualTo(1);
        return doctored.said();
    }
}
