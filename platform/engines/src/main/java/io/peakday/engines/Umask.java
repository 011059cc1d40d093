package io.peakday.engines;

import java.io.IOException;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The process's umask, umask(2): what new files and folders do not let group and others do. Kafka, Lucene and child
 * processes make files of their own, so their modes cannot be set one by one.
 */
final class Umask {
    private static final Logger LOG = LoggerFactory.getLogger(Umask.class);
    private static final int PRIVATE = 0077;
    private static final Path STATUS = Path.of("/proc/self/status");

    private Umask() {}

    /**
     * From now on, what this process and its children make is for its owner only. Java has no word for it, so the C library
     * is asked; not where the launcher has set it already, because that costs a few dozen milliseconds.
     */
    static void restrict() {
        if (!FileSystems.getDefault().supportedFileAttributeViews().contains("posix") || isPrivate()) {
            return;
        }
        try {
            Linker linker = Linker.nativeLinker();
            MethodHandle umask = linker.downcallHandle(
                    linker.defaultLookup().findOrThrow("umask"),
                    FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.JAVA_INT));
            int before = (int) umask.invokeExact(PRIVATE);
            LOG.debug("The umask was {}", Integer.toOctalString(before));
        } catch (Throwable e) {
            // Folders are private by their own modes, so what lies in them cannot be reached all the same.
            LOG.warn("The umask cannot be set; start Peakday with umask 077", e);
        }
    }

    /** By the kernel's word (Linux 4.7); elsewhere it is not known without setting it. */
    private static boolean isPrivate() {
        try {
            return Files.readAllLines(STATUS).stream()
                    .filter(line -> line.startsWith("Umask:"))
                    .anyMatch(line -> (Integer.parseInt(line.substring(6).strip(), 8) & PRIVATE) == PRIVATE);
        } catch (IOException e) {
            return false;
        }
    }
}
