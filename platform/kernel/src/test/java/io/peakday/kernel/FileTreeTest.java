package io.peakday.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileTreeTest {
    @TempDir
    private Path temporary;

    @Test
    void aFolderGoesWithAllThatIsInItAndNothingThatALinkLeadsTo() throws IOException {
        Path outside = Files.writeString(temporary.resolve("outside"), "kept");
        Path folder = temporary.resolve("folder");
        Files.createDirectories(folder.resolve("a/b"));
        Files.writeString(folder.resolve("a/b/file"), "x");
        Files.createSymbolicLink(folder.resolve("a/link"), outside);
        FileTree.delete(folder);
        assertThat(folder).doesNotExist();
        assertThat(outside).hasContent("kept");
    }

    @Test
    void oneThatIsNotThereIsDeletedAlready() throws IOException {
        FileTree.delete(temporary.resolve("nowhere"));
        assertThat(temporary).isEmptyDirectory();
    }
}
