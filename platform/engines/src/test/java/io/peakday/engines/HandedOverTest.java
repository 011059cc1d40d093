package io.peakday.engines;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.peakday.kernel.Processes;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Root on a machine without user name spaces: PostgreSQL and its files are the user nobody's, and everything else is not. */
class HandedOverTest {
    private static final int NOBODY = 65534;

    private final Scratch scratch = new Scratch("handed-over");

    @AfterEach
    void tidyUp() {
        scratch.close();
    }

    @Test
    void postgresRunsAsNobodyWhoMayOnlyPassThroughTheFolder() throws Exception {
        assumeTrue("root".equals(System.getProperty("user.name")), "only root hands over");
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/setpriv")), "nothing to hand over with");
        Path folder = scratch.path().resolve("store");
        Files.createDirectory(folder);
        Files.setPosixFilePermissions(scratch.path(), PosixFilePermissions.fromString("rwxr-xr-x"));
        for (int start = 1; start <= 2; start++) {
            try (ChildJvm program = withoutNameSpaces(folder)) {
                ProcessHandle server =
                        ProcessHandle.of(Long.parseLong(program.await("up"))).orElseThrow();
                assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder)))
                        .isEqualTo("rwx--x--x");
                assertThat(new FolderModes(Set.of()).open(folder, 10)).isEmpty();
                assertThat(Files.getAttribute(folder.resolve("postgres/data/PG_VERSION"), "unix:uid"))
                        .isEqualTo(NOBODY);
                assertThat(Files.getAttribute(folder.resolve("kafka/password"), "unix:uid"))
                        .isEqualTo(0);
                assertThat(Files.getAttribute(folder.resolve("postgres/programs"), "unix:uid"))
                        .as("what nobody runs is not nobody's to change")
                        .isEqualTo(0);
                program.kill();
                assertThat(Processes.awaitEnd(server, Duration.ofSeconds(60))).isTrue();
            }
        }
    }

    /** With an {@code unshare} that fails, as in many containers. */
    private ChildJvm withoutNameSpaces(Path folder) throws Exception {
        Path programs = Files.createDirectories(scratch.path().resolve("bin"));
        Path unshare = Files.writeString(programs.resolve("unshare"), "#!/bin/sh\nexit 1\n");
        Files.setPosixFilePermissions(unshare, PosixFilePermissions.fromString("rwxr-xr-x"));
        return new ChildJvm(
                List.of("env", "PATH=" + programs + ":" + System.getenv("PATH")),
                EnginesProgram.class,
                "hold",
                folder.toString());
    }
}
