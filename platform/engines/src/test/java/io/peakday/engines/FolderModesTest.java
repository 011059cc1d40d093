package io.peakday.engines;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class FolderModesTest {
    private static final int STRANGER = 12_345;

    private final Scratch scratch = new Scratch("folder-modes");
    private static final FolderModes MODES = new FolderModes(Set.of("search"));

    private final Path folder = scratch.path().resolve("store");

    @BeforeEach
    void onlyWhereFilesHaveModes() {
        assumeTrue(FileSystems.getDefault().supportedFileAttributeViews().contains("posix"));
    }

    @AfterEach
    void tidyUp() {
        scratch.close();
    }

    @Test
    void aNewFolderIsForItsOwnerOnlyAndSoIsWhatIsMadeInIt() throws Exception {
        try (DataFolder opened = DataFolder.open(folder, MODES)) {
            opened.folder("search");
            Files.writeString(folder.resolve("search").resolve("written.by.a.library"), "x");
            assertThat(mode(folder)).isEqualTo("rwx------");
            assertThat(MODES.open(folder, 10)).isEmpty();
        }
    }

    @Test
    void aFolderOfTheVersionBeforeIsClosedWhenItIsOpened() throws Exception {
        folder("", "rwxr-xr-x");
        file("peakday.lock", "rw-r--r--");
        folder("kafka", "rwxr-xr-x");
        folder("kafka/logs", "rwxrwxr-x");
        file("kafka/logs/meta.properties", "rw-r--r--");
        file("audit.key", "rw-rw-rw-");
        assertThat(MODES.open(folder, 10)).hasSize(6);
        DataFolder.open(folder, MODES).close();
        assertThat(MODES.open(folder, 10)).isEmpty();
        assertThat(mode(folder.resolve("kafka/logs"))).isEqualTo("rwx------");
        assertThat(mode(folder.resolve("kafka/logs/meta.properties"))).isEqualTo("rw-------");
    }

    @Test
    void whereOthersKeepTheirThingsOnlyOursAreClosed() throws Exception {
        folder("", "rwxr-xr-x");
        file("holiday.jpg", "rw-r--r--");
        folder("kafka", "rwxr-xr-x");
        file("kafka/password", "rw-r--r--");
        DataFolder.open(folder, MODES).close();
        DataFolder.open(folder, MODES).close();
        assertThat(mode(folder)).isEqualTo("rwxr-xr-x");
        assertThat(mode(folder.resolve("holiday.jpg"))).isEqualTo("rw-r--r--");
        assertThat(mode(folder.resolve("kafka"))).isEqualTo("rwx------");
        assertThat(mode(folder.resolve("kafka/password"))).isEqualTo("rw-------");
        assertThat(MODES.open(folder, 10)).isEmpty();
        folder("", "rwxrwxrwx");
        assertThat(MODES.open(folder, 10)).singleElement().asString().contains("may be written by anybody");
    }

    /** Else whoever could write into an open folder would choose what is closed. */
    @Test
    void aLinkIsNotFollowed() throws Exception {
        folder("", "rwx------");
        folder("kafka", "rwxrwxrwx");
        Path elsewhere = Files.writeString(scratch.path().resolve("elsewhere"), "x");
        Files.setPosixFilePermissions(elsewhere, PosixFilePermissions.fromString("rw-r--r--"));
        Files.createSymbolicLink(folder.resolve("kafka/link"), elsewhere);
        DataFolder.open(folder, MODES).close();
        assertThat(mode(elsewhere)).isEqualTo("rw-r--r--");
        assertThat(MODES.open(folder, 10)).isEmpty();
    }

    @Test
    void whatIsOpenIsNamedWithWhatToDo() throws Exception {
        folder("", "rwx------");
        folder("run", "rwx------");
        Path open = file("run/node.properties", "rw-r-----");
        file("run/another", "rw-r--r--");
        assertThat(MODES.open(folder, 1)).hasSize(1);
        assertThat(MODES.open(folder, 10)).contains(open + " is open to others (rw-r-----): chmod go= '" + open + "'");
    }

    @Test
    void whatBelongsToSomebodyElseIsNamed() throws Exception {
        assumeTrue(isRoot(), "only root gives files away");
        folder("", "rwx------");
        folder("search", "rwx------");
        Files.setAttribute(file("search/planted", "rw-------"), "unix:uid", STRANGER);
        assertThat(MODES.open(folder, 10)).singleElement().asString().contains("belongs to " + STRANGER);
    }

    /** Where root runs PostgreSQL as another user, that one must pass through the folder; nobody is to look around in it. */
    @Test
    void aFolderMayBePassedThroughOnlyWherePostgresIsHandedOver() throws Exception {
        assumeTrue(isRoot(), "only root gives files away");
        folder("", "rwx--x--x");
        Path postgres = folder("postgres", "rwx------");
        assertThat(MODES.open(folder, 10)).hasSize(1);
        Files.setAttribute(postgres, "unix:uid", STRANGER);
        folder("postgres/programs", "rwxr-xr-x");
        assertThat(MODES.open(folder, 10)).isEmpty();
    }

    private Path folder(String name, String mode) throws IOException {
        Path made = Files.createDirectories(name.isEmpty() ? folder : folder.resolve(name));
        return Files.setPosixFilePermissions(made, PosixFilePermissions.fromString(mode));
    }

    private Path file(String name, String mode) throws IOException {
        Path made = Files.writeString(folder.resolve(name), "x");
        return Files.setPosixFilePermissions(made, PosixFilePermissions.fromString(mode));
    }

    private static String mode(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path, LinkOption.NOFOLLOW_LINKS));
    }

    private static boolean isRoot() {
        return "root".equals(System.getProperty("user.name"));
    }
}
