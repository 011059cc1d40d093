package io.peakday.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.peakday.kernel.ProgramClock;
import io.peakday.testkit.TestAuthority;
import io.peakday.testkit.TestAuthority.Issued;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
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
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        PrintStream printed = new PrintStream(out, true, StandardCharsets.UTF_8);
        int code = Peakday.commandLine(new Terminal(printed, printed, false))
                .execute(
                        "doctor",
                        "--data",
                        folder.resolve("data").toString(),
                        "--set",
                        "peakday.server.port=0",
                        "--set",
                        "peakday.server.tls.certificate=" + certificate,
                        "--set",
                        "peakday.server.tls.key=" + key);
        assertThat(code).isEqualTo(1);
        return out.toString(StandardCharsets.UTF_8);
    }
}
