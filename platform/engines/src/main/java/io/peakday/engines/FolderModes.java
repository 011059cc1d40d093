package io.peakday.engines;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Who besides its owner can reach what lies in a data folder, and how that is ended. A data folder holds passwords, keys,
 * and everything that customers ever entered.
 */
public final class FolderModes {
    private static final Logger LOG = LoggerFactory.getLogger(FolderModes.class);

    /** What every store has in its data folder; modules keep more there ({@link ModuleDescriptor#folderEntries}). */
    private static final Set<String> OURS = Set.of("peakday.lock", "peakday.pid", "postgres", "kafka", "run", "logs");

    /** Keys and what they guard; and what is written to measure the disk. */
    private static final List<String> OUR_PREFIXES = List.of("audit.", "audit-", "events.", "flush-probe-");

    /** Where root has handed PostgreSQL to another user, its programs are for everybody to read and to run. */
    private static final Path PROGRAMS = Path.of("postgres", "programs");

    private final Set<String> modules;

    /** @param modules what modules keep in data folders */
    public FolderModes(Set<String> modules) {
        this.modules = Set.copyOf(modules);
    }

    /**
     * Closes the folder and what Peakday has put into it, as earlier versions left it open; costs nothing once that is done.
     * A folder that others keep their things in, too, stays as open as it is, and ours in it are closed. What cannot be
     * changed, because it is somebody else's, is left for {@link #open} to report.
     */
    void close(Path folder) throws IOException {
        List<Path> entries;
        try (Stream<Path> all = Files.list(folder)) {
            entries = all.toList();
        }
        if (entries.stream().allMatch(this::isOurs)) {
            closeOne(folder);
        }
        Object owner = owner(folder);
        for (Path one : entries) {
            if (isOurs(one) && !PrivateFile.isPrivate(one)) {
                // Each folder before what is in it: from then on nobody else can exchange that for something else.
                Files.walkFileTree(one, new Closing(owner));
            }
        }
    }

    /**
     * What somebody else than the owner can read, write or enter, and what belongs to somebody else; sentences for the
     * operator, which end with what to do. Of a folder that others keep their things in, too, only what is ours, and whether
     * anybody could exchange it.
     *
     * @param most so many are named; looking ends there
     */
    public List<String> open(Path folder, int most) throws IOException {
        if (!Files.isDirectory(folder) || !hasModes(folder)) {
            return List.of();
        }
        List<String> found = new ArrayList<>();
        Files.walkFileTree(folder, new Looking(folder, found, most));
        return List.copyOf(found);
    }

    private boolean isAllOurs(Path folder) throws IOException {
        try (Stream<Path> all = Files.list(folder)) {
            return all.allMatch(this::isOurs);
        }
    }

    /** Whether this entry of a data folder is one that Peakday makes there itself. */
    public boolean isOurs(Path entry) {
        String name = entry.getFileName().toString();
        return OURS.contains(name)
                || modules.contains(name)
                || OUR_PREFIXES.stream().anyMatch(name::startsWith);
    }

    private static Object owner(Path path) throws IOException {
        return hasModes(path) ? Files.getOwner(path, LinkOption.NOFOLLOW_LINKS) : "";
    }

    private static boolean hasModes(Path path) {
        return path.getFileSystem().supportedFileAttributeViews().contains("posix");
    }

    private static void closeOne(Path path) {
        try {
            PrivateFile.close(path);
        } catch (IOException e) {
            LOG.debug("{} cannot be closed", path, e);
        }
    }

    private static final class Closing extends SimpleFileVisitor<Path> {
        private final Object owner;

        Closing(Object owner) {
            this.owner = owner;
        }

        @Override
        public FileVisitResult preVisitDirectory(Path path, BasicFileAttributes attributes) throws IOException {
            if (path.endsWith(PROGRAMS)) {
                return FileVisitResult.SKIP_SUBTREE;
            }
            closeOne(path);
            // What is in a stranger's folder could be exchanged for a link to anything while it is looked at.
            return owner(path).equals(owner) ? FileVisitResult.CONTINUE : FileVisitResult.SKIP_SUBTREE;
        }

        @Override
        public FileVisitResult visitFile(Path path, BasicFileAttributes attributes) {
            closeOne(path);
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFileFailed(Path path, IOException e) {
            return FileVisitResult.CONTINUE;
        }
    }

    private final class Looking extends SimpleFileVisitor<Path> {
        private static final int OTHERS_WRITE = 0002;
        private static final int STICKY = 01000;

        private final Path folder;
        private final List<String> found;
        private final int most;

        Looking(Path folder, List<String> found, int most) {
            this.folder = folder;
            this.found = found;
            this.most = most;
        }

        @Override
        public FileVisitResult preVisitDirectory(Path path, BasicFileAttributes attributes) throws IOException {
            if (path.equals(folder.resolve(PROGRAMS))) {
                return FileVisitResult.SKIP_SUBTREE;
            }
            if (path.equals(folder)) {
                return isAllOurs(folder) ? look(path, isHandedOver() ? "rwx--x--x" : "") : shared(path);
            }
            return isStrangers(path) ? FileVisitResult.SKIP_SUBTREE : look(path, "");
        }

        @Override
        public FileVisitResult visitFile(Path path, BasicFileAttributes attributes) throws IOException {
            return isStrangers(path) ? FileVisitResult.CONTINUE : look(path, "");
        }

        /** It was deleted meanwhile, or lies in a folder that we may not look into. */
        @Override
        public FileVisitResult visitFileFailed(Path path, IOException e) {
            return FileVisitResult.CONTINUE;
        }

        private FileVisitResult look(Path path, String allowed) throws IOException {
            if (Files.isSymbolicLink(path) || Files.notExists(path)) {
                return FileVisitResult.CONTINUE;
            }
            String mode = PosixFilePermissions.toString(Files.getPosixFilePermissions(path, LinkOption.NOFOLLOW_LINKS));
            boolean inPostgres = path.startsWith(folder.resolve("postgres"));
            if (!PrivateFile.isPrivate(path) && !mode.equals(allowed)) {
                found.add(path + " is open to others (" + mode + "): chmod go= '" + path + "'");
            } else if (!inPostgres && !owner(path).equals(owner(folder))) {
                found.add(path + " belongs to " + owner(path) + ", not to " + owner(folder)
                        + ": delete it, or chown it if it is the store's");
            }
            return found.size() < most ? FileVisitResult.CONTINUE : FileVisitResult.TERMINATE;
        }

        private boolean isStrangers(Path path) {
            return folder.equals(path.getParent()) && !isOurs(path);
        }

        /** In a folder that anybody may write, anybody may exchange what is in it, but where the sticky bit is set. */
        private FileVisitResult shared(Path path) throws IOException {
            int mode = (Integer) Files.getAttribute(path, "unix:mode");
            if ((mode & OTHERS_WRITE) != 0 && (mode & STICKY) == 0) {
                found.add(path + " may be written by anybody: chmod o-w '" + path + "', or choose a folder of its own");
            }
            return FileVisitResult.CONTINUE;
        }

        private boolean isHandedOver() throws IOException {
            Path postgres = folder.resolve("postgres");
            return Files.exists(postgres) && !owner(postgres).equals(owner(folder));
        }
    }
}
