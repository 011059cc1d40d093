package io.peakday.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.peakday.kernel.Failure;
import io.peakday.testkit.TestAuthority;
import io.peakday.testkit.TestAuthority.Issued;
import io.peakday.testkit.TestFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.ssl.DefaultSslBundleRegistry;

/** Which certificate is in force, whatever becomes of the files. */
class OwnCertificateTest {
    private static Path folder;
    private static Issued first;
    private static Issued second;

    private final DefaultSslBundleRegistry registry = new DefaultSslBundleRegistry();
    private Path live;
    private Instant now;

    @BeforeAll
    static void issue() {
        folder = TestFolder.create("own-certificate");
        TestAuthority authority = TestAuthority.create(folder, "authority");
        first = authority.issue("first", "dns:localhost");
        second = authority.issue("second", "dns:localhost");
    }

    @AfterAll
    static void delete() {
        TestFolder.delete(folder);
    }

    @BeforeEach
    void begin() throws IOException {
        live = Files.createTempDirectory(folder, "live");
        now = Instant.now().plusSeconds(60);
        put(first.certificate(), first.key());
    }

    private void put(Path certificate, Path key) throws IOException {
        Files.copy(certificate, live.resolve("tls.crt"), StandardCopyOption.REPLACE_EXISTING);
        Files.copy(key, live.resolve("tls.key"), StandardCopyOption.REPLACE_EXISTING);
    }

    private TlsSettings settings() {
        return new TlsSettings(
                live.resolve("tls.crt").toString(), live.resolve("tls.key").toString(), "", "", "");
    }

    private TlsSettings keystore(Path file, String password) {
        return new TlsSettings("", "", "", file.toString(), password);
    }

    private OwnCertificate own() {
        OwnCertificate own = new OwnCertificate(new TlsFiles(settings()), () -> now);
        own.registerIn(registry);
        return own;
    }

    private void look(OwnCertificate own) {
        own.look(registry);
        own.look(registry);
    }

    private String inForce() throws Exception {
        KeyStore store =
                Objects.requireNonNull(registry.getBundle("peakday").getStores().getKeyStore());
        return ((X509Certificate) store.getCertificate(store.aliases().nextElement()))
                .getSubjectX500Principal()
                .getName();
    }

    @Test
    void aCertificateWithAnothersKeyIsNotTakenUpUntilItsOwnKeyIsThere() throws Exception {
        OwnCertificate own = own();
        put(second.certificate(), first.key());
        look(own);
        look(own);
        assertThat(inForce()).isEqualTo("CN=first");
        assertThat(own.trouble())
                .contains("do not belong together", live + "/tls.crt", live + "/tls.key", "CN=first", "stays in force");
        put(second.certificate(), second.key());
        look(own);
        assertThat(inForce()).isEqualTo("CN=second");
        assertThat(own.trouble()).doesNotContain("belong together");
    }

    @Test
    void theKeyMayComeBeforeItsCertificateAndTheOldPairMayComeBack() throws Exception {
        OwnCertificate own = own();
        put(first.certificate(), second.key());
        look(own);
        assertThat(inForce()).isEqualTo("CN=first");
        assertThat(own.trouble()).contains("do not belong together");
        put(first.certificate(), first.key());
        look(own);
        assertThat(inForce()).isEqualTo("CN=first");
        assertThat(own.trouble()).doesNotContain("belong together");
    }

    @Test
    void aContentIsJudgedWhenTwoLooksHaveFoundTheSame() throws Exception {
        OwnCertificate own = own();
        put(second.certificate(), first.key());
        own.look(registry);
        put(second.certificate(), second.key());
        own.look(registry);
        assertThat(own.trouble()).doesNotContain("belong together");
        assertThat(inForce()).isEqualTo("CN=first");
        own.look(registry);
        assertThat(inForce()).isEqualTo("CN=second");
    }

    @Test
    void whereverAFileIsCutOffItIsNoPairOrTheSamePair() throws Exception {
        for (Path file : new Path[] {live.resolve("tls.crt"), live.resolve("tls.key")}) {
            byte[] whole = Files.readAllBytes(file);
            for (int length = 0; length < whole.length; length++) {
                Files.write(file, Arrays.copyOf(whole, length));
                String said = said(settings());
                // Of the last line not every character counts.
                boolean same = length > whole.length - 30 && said.startsWith("CN=first");
                assertThat(same || said.contains(file.toString()))
                        .as("the first " + length + " bytes: " + said)
                        .isTrue();
            }
            Files.write(file, whole);
        }
    }

    @Test
    void aReplacedFolderAndALinkThatLeadsElsewhereAreSeen() throws Exception {
        OwnCertificate own = own();
        Files.move(live, live.resolveSibling(live.getFileName() + ".old"));
        look(own);
        assertThat(own.trouble()).contains(live + "/tls.crt is not there");
        Files.createDirectory(live);
        put(second.certificate(), second.key());
        look(own);
        assertThat(inForce()).isEqualTo("CN=second");

        Path linked = Files.createTempDirectory(folder, "linked");
        Files.copy(first.certificate(), linked.resolve("tls.crt"));
        Files.copy(first.key(), linked.resolve("tls.key"));
        Files.move(live, live.resolveSibling(live.getFileName() + ".older"));
        Files.createSymbolicLink(live, linked);
        look(own);
        assertThat(inForce()).isEqualTo("CN=first");
    }

    @Test
    void whoRunsTheStoreLearnsOfTheEndTwoWeeksBeforeIt() throws Exception {
        Issued long100 = selfSigned("lasting", 100, 2048);
        put(long100.certificate(), long100.key());
        OwnCertificate own = own();
        assertThat(own.trouble()).isNull();
        assertThat(TlsFiles.check(settings(), () -> now)).matches("CN=lasting, valid until \\d{4}-\\d\\d-\\d\\d .*UTC");
        now = now.plus(Duration.ofDays(85));
        assertThat(own.trouble()).isNull();
        now = now.plus(Duration.ofDays(2));
        assertThat(own.trouble()).contains("CN=lasting", " expires on ", "without a restart");
        now = now.plus(Duration.ofDays(15));
        assertThat(own.trouble()).contains("CN=lasting", " expired on ");
        assertThat(new OwnCertificate(new TlsFiles(settings()), () -> now).trouble())
                .as("at a start")
                .contains(" expired on ");
        assertThatThrownBy(() -> TlsFiles.check(settings(), () -> now)).hasMessageContaining(" expired on ");
        now = now.minus(Duration.ofDays(200));
        assertThat(own.trouble()).contains("valid only from");
    }

    @Test
    void whatHasExpiredDoesNotReplaceWhatHasNot() throws Exception {
        Issued lasting = selfSigned("lasting-longer", 100, 2048);
        put(lasting.certificate(), lasting.key());
        OwnCertificate own = own();
        now = now.plus(Duration.ofDays(3));
        put(first.certificate(), first.key());
        look(own);
        assertThat(inForce()).isEqualTo("CN=lasting-longer");
        assertThat(own.trouble()).contains("CN=first", "expired on", "not taken up", "CN=lasting-longer");
        now = now.plus(Duration.ofDays(200));
        look(own);
        assertThat(inForce()).as("nothing better is there").isEqualTo("CN=first");
    }

    @Test
    void aKeystoreIsOpenedAndWhatIsWrongWithItIsSaid() throws Exception {
        assertThat(said(keystore(first.keystore(), TestAuthority.PASSWORD))).startsWith("CN=first (localhost)");
        assertThat(said(keystore(first.keystore(), "wrong")))
                .contains("keystore-password", first.keystore().toString())
                .doesNotContain("wrong");
        assertThat(said(keystore(first.certificate(), "wrong"))).contains("no whole PKCS12 keystore");
        assertThat(said(keystore(live, "wrong"))).contains(live + " is not there");
    }

    @Test
    void aKeyOfAnotherKindAndFilesThatAreMixedUpAreSaid() throws Exception {
        put(first.key(), first.certificate());
        assertThat(said(settings())).contains("tls.crt holds no whole certificate");
        put(first.certificate(), first.certificate());
        assertThat(said(settings())).contains("tls.key holds no whole private key");
    }

    @Test
    void aKeyWithWhichNoConnectionSucceedsIsRefused() throws Exception {
        Issued weak = selfSigned("weak", 100, 512);
        put(weak.certificate(), weak.key());
        assertThat(said(settings())).contains("RSA key in " + live + "/tls.key is shorter than 1024 bits");
        assertThat(said(keystore(weak.keystore(), TestAuthority.PASSWORD))).contains("weak.p12 is shorter");
    }

    /** What the check of a start says: whose certificate it is, or why there is none. */
    private static String said(TlsSettings settings) {
        try {
            return new TlsFiles(settings).content().pair().shown();
        } catch (Failure failure) {
            assertThat(failure.code()).isEqualTo("server.bad-tls");
            return failure.detail();
        }
    }

    private static Issued selfSigned(String alias, int days, int bits) throws Exception {
        Path keystore = folder.resolve(alias + ".p12");
        Process made = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        alias,
                        "-keyalg",
                        "RSA",
                        "-keysize",
                        Integer.toString(bits),
                        "-sigalg",
                        "SHA256withRSA",
                        "-dname",
                        "CN=" + alias,
                        "-validity",
                        Integer.toString(days),
                        "-keystore",
                        keystore.toString(),
                        "-storepass",
                        TestAuthority.PASSWORD)
                .inheritIO()
                .start();
        assertThat(made.waitFor()).isZero();
        KeyStore store = KeyStore.getInstance(keystore.toFile(), TestAuthority.PASSWORD.toCharArray());
        return new Issued(
                pem(alias + ".pem", "CERTIFICATE", store.getCertificate(alias).getEncoded()),
                pem(
                        alias + ".key",
                        "PRIVATE KEY",
                        store.getKey(alias, TestAuthority.PASSWORD.toCharArray())
                                .getEncoded()),
                keystore);
    }

    private static Path pem(String file, String kind, byte[] content) throws IOException {
        String text = Base64.getMimeEncoder().encodeToString(content);
        return Files.writeString(
                folder.resolve(file), "-----BEGIN " + kind + "-----\n" + text + "\n-----END " + kind + "-----\n");
    }
}
