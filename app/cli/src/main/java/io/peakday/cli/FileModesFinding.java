package io.peakday.cli;

import io.peakday.kernel.Failure;
import io.peakday.server.ModuleRegistry;
import io.peakday.server.settings.KnownSettings;
import java.io.File;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What 'doctor' says about who can read or change the store's files: its data folder, its settings file, and the files that
 * its program is run from.
 */
final class FileModesFinding {
    /** So many are named at most. */
    private static final int NAMED = 10;

    /** The group of a file is often its owner's alone, and then may do what it likes. */
    private static final Set<PosixFilePermission> CHANGE = Set.of(PosixFilePermission.OTHERS_WRITE);

    private static final Set<PosixFilePermission> READ =
            Set.of(PosixFilePermission.GROUP_READ, PosixFilePermission.OTHERS_READ);

    private FileModesFinding() {}

    /**
     * @param config the settings file, if there is one
     * @throws Failure {@code doctor.modes} with every file that is open, and what to do
     */
    static String of(Path data, @Nullable Path config) throws IOException {
        List<String> open = new ArrayList<>(ModuleRegistry.folderModes().open(data, NAMED));
        if (config != null && allows(config, READ) && holdsSecrets(config)) {
            open.add(config + " holds a secret and is open to others (" + mode(config) + "): chmod go= '" + config
                    + "'");
        }
        for (Path code : program()) {
            if (allows(code, CHANGE)) {
                open.add(code + " is run by the store and can be changed by others (" + mode(code) + "): chmod go-w '"
                        + code + "'");
            }
        }
        if (!open.isEmpty()) {
            throw Failure.unavailable("doctor.modes", String.join("; ", open), null);
        }
        return "for their owner only";
    }

    private static boolean holdsSecrets(Path config) throws IOException {
        Properties settings = new Properties();
        try (Reader reader = Files.newBufferedReader(config)) {
            settings.load(reader);
        }
        return settings.stringPropertyNames().stream()
                .anyMatch(key -> KnownSettings.isSecret(key)
                        && !settings.getProperty(key).isBlank());
    }

    /** The libraries, and the folders that they are in. */
    private static Set<Path> program() {
        Set<Path> all = new TreeSet<>();
        for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
            Path library = Path.of(entry).toAbsolutePath();
            all.add(library);
            if (library.getParent() != null) {
                all.add(library.getParent());
            }
        }
        return all;
    }

    private static boolean allows(Path path, Set<PosixFilePermission> what) throws IOException {
        return Files.exists(path)
                && path.getFileSystem().supportedFileAttributeViews().contains("posix")
                && Files.getPosixFilePermissions(path).stream().anyMatch(what::contains);
    }

    private static String mode(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }
}
