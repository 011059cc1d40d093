package io.peakday.engines;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PrivateFileTest {
    @TempDir
    private Path folder;

    @Test
    void aNewFileIsForItsOwnerOnlyFromTheFirstMoment() throws Exception {
        Path file = folder.resolve("new");
        try (FileChannel channel = PrivateFile.create(file)) {
            assertThat(mode(file)).isEqualTo("rw-------");
            channel.write(ByteBuffer.wrap("said".getBytes(StandardCharsets.UTF_8)));
        }
        assertThat(file).content().isEqualTo("said");
    }

    @Test
    void whatSomebodyElsePutThereIsNotWrittenTo() throws Exception {
        Path planted = Files.writeString(folder.resolve("planted"), "theirs");
        Path link = Files.createSymbolicLink(folder.resolve("link"), planted);
        Path nowhere = Files.createSymbolicLink(folder.resolve("nowhere"), folder.resolve("elsewhere"));
        for (Path file : new Path[] {planted, link, nowhere}) {
            assertThatThrownBy(() -> PrivateFile.create(file)).isInstanceOf(FileAlreadyExistsException.class);
        }
        assertThat(planted).content().isEqualTo("theirs");
        assertThat(folder.resolve("elsewhere")).doesNotExist();
    }

    @Test
    void whatIsAppendedStandsAtTheEnd() throws Exception {
        Path file = folder.resolve("log");
        for (String line : new String[] {"one ", "two"}) {
            try (FileChannel channel = PrivateFile.append(file)) {
                channel.write(ByteBuffer.wrap(line.getBytes(StandardCharsets.UTF_8)));
            }
        }
        assertThat(file).content().isEqualTo("one two");
        assertThat(mode(file)).isEqualTo("rw-------");
    }

    private static String mode(Path file) throws Exception {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
    }
}
