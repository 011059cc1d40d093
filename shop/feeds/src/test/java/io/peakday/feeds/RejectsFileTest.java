package io.peakday.feeds;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.peakday.kernel.Failure;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RejectsFileTest {
    private static final List<Item.Rejected> REJECTED = List.of(new Item.Rejected(7, 1, "lamp", "price", "too much"));

    @TempDir
    private Path folder;

    @Test
    void anEarlierRunsFileIsReplacedAndGoneOnWithAfterItsCheckpoint() throws Exception {
        Path path = Files.writeString(folder.resolve("rejects.csv"), "of an earlier run");
        long length;
        try (RejectsFile file = new RejectsFile(path, 0)) {
            file.add(REJECTED);
            length = file.length();
            file.add(REJECTED);
        }
        try (RejectsFile file = new RejectsFile(path, length)) {
            file.add(REJECTED);
        }
        assertThat(Files.readAllLines(path)).hasSize(3).first().isEqualTo("line,id,field,reason");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path)))
                .isEqualTo("rw-------");
    }

    @Test
    void aLinkThatSomebodyPlantsMeanwhileIsNotFollowed() throws Exception {
        Path path = folder.resolve("rejects.csv");
        Path elsewhere = folder.resolve("elsewhere");
        try (RejectsFile file = new RejectsFile(path, 0)) {
            Files.createSymbolicLink(path, elsewhere);
            assertThatThrownBy(() -> file.add(REJECTED))
                    .isInstanceOfSatisfying(
                            Failure.class, f -> assertThat(f.code()).isEqualTo("import.rejects-unwritable"));
        }
        assertThat(elsewhere).doesNotExist();
    }
}
