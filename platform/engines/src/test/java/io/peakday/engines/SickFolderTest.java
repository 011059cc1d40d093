package io.peakday.engines;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.peakday.kernel.Failure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Full and read-only disks are real ones: small file systems in memory, mounted in a name space of the child's own. */
class SickFolderTest {
    private final Scratch scratch = new Scratch("sick");

    @AfterEach
    void tidyUp() {
        scratch.close();
    }

    @Test
    void aFullDiskIsASentence() throws Exception {
        String folder = Files.createDirectory(scratch.path().resolve("small")).toString();
        // Enough for initdb to begin, not for it to end.
        String failure = failureOn("mount -t tmpfs -o size=20m none " + folder, folder);
        assertThat(failure).startsWith("folder.disk-full The disk that holds " + folder);
    }

    @Test
    void aReadOnlyDiskIsASentence() throws Exception {
        String folder = Files.createDirectory(scratch.path().resolve("frozen")).toString();
        String failure = failureOn("mount -t tmpfs -o ro none " + folder, folder);
        assertThat(failure).startsWith("folder.read-only The data folder " + folder);
    }

    @Test
    void aFolderOfSomebodyElseIsASentence() throws Exception {
        assumeTrue(!"root".equals(System.getProperty("user.name")), "root may write everywhere");
        Path folder = Files.createDirectory(
                scratch.path().resolve("closed"),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("r-xr-xr-x")));
        assertThatExceptionOfType(Failure.class)
                .isThrownBy(() -> DataFolder.open(folder, new FolderModes(Set.of())))
                .satisfies(e -> assertThat(e.code()).isEqualTo("folder.read-only"));
    }

    @Test
    void aFileInThePlaceOfTheFolderIsASentence() throws Exception {
        Path file = Files.writeString(scratch.path().resolve("file"), "");
        assertThatExceptionOfType(Failure.class)
                .isThrownBy(() -> DataFolder.open(file, new FolderModes(Set.of())))
                .satisfies(e -> assertThat(e.code()).isEqualTo("folder.not-a-folder"));
        assertThatExceptionOfType(Failure.class)
                .isThrownBy(() -> DataFolder.open(file.resolve("below"), new FolderModes(Set.of())))
                .satisfies(e -> assertThat(e.code()).isEqualTo("folder.not-a-folder"));
    }

    @Test
    void aFolderCanBeOpenedAgainAfterItWasClosed() {
        DataFolder first = DataFolder.open(scratch.path(), new FolderModes(Set.of()));
        assertThat(DataFolder.heldBy(scratch.path()))
                .hasValue(ProcessHandle.current().pid());
        first.close();
        first.close();
        assertThat(DataFolder.heldBy(scratch.path())).isEmpty();
        DataFolder.open(scratch.path(), new FolderModes(Set.of())).close();
    }

    @Test
    void theDiskProbeMeasuresFlushesAndLeavesNothing() throws Exception {
        DiskProbe probe = DiskProbe.measure(scratch.path(), Duration.ofMillis(50));
        assertThat(probe.flushesPerSecond()).isPositive();
        assertThat(probe.median()).isPositive().isLessThanOrEqualTo(probe.p99());
        assertThat(scratch.path()).isEmptyDirectory();
    }

    private static String failureOn(String mount, String folder) throws Exception {
        List<String> ownMounts = List.of("unshare", "--user", "--map-root-user", "--mount");
        assumeTrue(runs(ownMounts), "this machine gives no mount name spaces to this user");
        List<String> words = new java.util.ArrayList<>(ownMounts);
        words.addAll(List.of("sh", "-c", mount + " && exec \"$@\"", "sh"));
        try (ChildJvm program = new ChildJvm(words, EnginesProgram.class, "start", folder)) {
            return program.await("failure");
        }
    }

    private static boolean runs(List<String> words) throws InterruptedException {
        List<String> command = new java.util.ArrayList<>(words);
        command.add("true");
        try {
            Process process = new ProcessBuilder(command).start();
            return process.waitFor(10, TimeUnit.SECONDS) && process.exitValue() == 0;
        } catch (IOException e) {
            return false;
        }
    }
}
