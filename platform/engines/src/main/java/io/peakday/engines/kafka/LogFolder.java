package io.peakday.engines.kafka;

import io.peakday.engines.PrivateFile;
import io.peakday.kernel.FileTree;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.metadata.storage.Formatter;

/** The folder with the broker's logs: those of topics, of the offsets of consumers, and of its own quorum. */
final class LogFolder {
    private static final String NAME = "logs";
    private static final String DAMAGED = NAME + ".damaged";

    /** What a broker takes at its start for indexes and for new segments of its own topics. */
    private static final long ROOM_TO_START = 256L << 20;

    private final Path parent;

    LogFolder(Path parent) {
        this.parent = parent;
    }

    private Path path() {
        return parent.resolve(NAME);
    }

    /** Makes it ready for a new cluster of one node, unless it is one already. Says whether it was. */
    boolean format() throws IOException {
        if (Files.exists(path().resolve("meta.properties"))) {
            return true;
        }
        PrivateFile.folder(path());
        try (PrintStream silent = new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8)) {
            new Formatter()
                    .setPrintStream(silent)
                    .setClusterId(Uuid.randomUuid().toString())
                    .setNodeId(1)
                    .setDirectories(List.of(path().toString()))
                    .setMetadataLogDirectory(path().toString())
                    .setControllerListenerName("CONTROLLER")
                    .setIgnoreFormatted(true)
                    .run();
        } catch (Exception e) {
            throw e instanceof IOException io ? io : new IOException(e);
        }
        return false;
    }

    /** Whether it is not for want of room that a broker cannot start: Kafka says the same of both. */
    boolean hasRoom() throws IOException {
        return Files.getFileStore(parent).getUsableSpace() >= ROOM_TO_START;
    }

    /** Moves it beside, for whoever wants to look at it, replacing what was moved there before. Returns where. */
    Path moveAway() throws IOException {
        Path aside = parent.resolve(DAMAGED);
        FileTree.delete(aside);
        return Files.move(path(), aside);
    }
}
