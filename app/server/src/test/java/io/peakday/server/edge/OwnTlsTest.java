package io.peakday.server.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.peakday.engines.StartListener;
import io.peakday.kernel.Failure;
import io.peakday.server.NodeLife;
import io.peakday.server.StoreOptions;
import io.peakday.server.whole.TestStore;
import io.peakday.testkit.TestAuthority;
import io.peakday.testkit.TestAuthority.Issued;
import io.peakday.testkit.TestFolder;
import io.peakday.web.OwnPort;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A node that speaks TLS on its own port. */
class OwnTlsTest {
    private static Path certificates;
    private static Path data;
    private static TestAuthority authority;
    private static NodeLife node;
    private static Path certificate;
    private static Path key;

    @BeforeAll
    static void start() throws Exception {
        certificates = TestFolder.create("own-tls");
        authority = TestAuthority.create(certificates, "authority");
        Path live = Files.createDirectory(certificates.resolve("live"));
        certificate = live.resolve("shown.pem");
        key = live.resolve("shown.key");
        show(authority.issue("first", "dns:localhost"));
        data = TestStore.folder("own-tls");
        node = NodeLife.start(
                TestStore.options(data)
                        .with("peakday.server.demo", "false")
                        .with("peakday.server.tls.certificate", certificate.toString())
                        .with("peakday.server.tls.key", key.toString())
                        .with("peakday.web.connections.headers", "1s")
                        .with("peakday.web.connections.grace", "1s"),
                StartListener.silent());
    }

    @AfterAll
    static void stop() {
        node.close();
        TestFolder.delete(data);
        TestFolder.delete(certificates);
    }

    /** Replaced as tools that renew certificates do it: each file at once. */
    private static void show(Issued issued) throws IOException {
        replace(issued.key(), key);
        replace(issued.certificate(), certificate);
    }

    private static void replace(Path from, Path to) throws IOException {
        Path draft = to.resolveSibling(to.getFileName() + ".new");
        Files.copy(from, draft, StandardCopyOption.REPLACE_EXISTING);
        Files.move(draft, to, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    }

    private static int port() {
        return URI.create(node.url()).getPort();
    }

    private static HttpResponse<String> get(SSLContext trust, String path) throws Exception {
        try (HttpClient client = HttpClient.newBuilder().sslContext(trust).build()) {
            return client.send(
                    HttpRequest.newBuilder(URI.create(node.url() + path)).build(), BodyHandlers.ofString());
        }
    }

    private static String shown() throws IOException {
        try (SSLSocket socket =
                (SSLSocket) authority.client().getSocketFactory().createSocket("localhost", port())) {
            socket.startHandshake();
            return ((X509Certificate) socket.getSession().getPeerCertificates()[0])
                    .getSubjectX500Principal()
                    .getName();
        }
    }

    @Test
    void pagesComeOverTlsAndBrowsersAreAskedToStayThere() throws Exception {
        assertThat(node.url()).startsWith("https://localhost:");
        HttpResponse<String> front = get(authority.client(), "/");
        assertThat(front.statusCode()).isEqualTo(200);
        assertThat(front.headers().firstValue("Strict-Transport-Security")).isPresent();
        assertThatThrownBy(() -> get(SSLContext.getDefault(), "/")).isInstanceOf(SSLHandshakeException.class);
        assertThat(get(OwnPort.tls(), "/health/ready").statusCode())
                .as("commands on this machine")
                .isEqualTo(200);
    }

    @Test
    void formsOfOurOwnPagesPassAndThoseOfThePlainSiteDoNot() throws Exception {
        try (HttpClient client =
                HttpClient.newBuilder().sslContext(authority.client()).build()) {
            for (String origin : new String[] {node.url(), node.url().replace("https:", "http:")}) {
                int status = client.send(
                                HttpRequest.newBuilder(URI.create(node.url() + "/sign-in"))
                                        .header("Origin", origin)
                                        .header("Content-Type", "application/x-www-form-urlencoded")
                                        .POST(BodyPublishers.ofString("email=x&password=y"))
                                        .build(),
                                BodyHandlers.discarding())
                        .statusCode();
                assertThat(status == 403).as(origin).isEqualTo(origin.startsWith("http:"));
            }
        }
    }

    @Test
    void whoSpeaksPlainHttpIsAnsweredThatThisPortDoesNot() throws Exception {
        try (Socket socket = new Socket("127.0.0.1", port())) {
            socket.setSoTimeout(30_000);
            socket.getOutputStream().write("GET / HTTP/1.1\r\nHost: x\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            String said = new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
            assertThat(said).startsWith("HTTP/1.1 400").containsIgnoringCase("TLS");
        }
    }

    @Test
    void aHandshakeThatDripsAndABodyThatDripsAreBoundInTheWhole() throws Exception {
        try (Socket socket = new Socket("127.0.0.1", port())) {
            socket.setSoTimeout(30_000);
            // The beginning of a ClientHello; more of it comes now and then.
            socket.getOutputStream().write(new byte[] {0x16, 3, 1, 1, 0, 1, 0, 0, (byte) 0xfc, 3, 3});
            ScheduledExecutorService drips = Executors.newSingleThreadScheduledExecutor();
            drips.scheduleAtFixedRate(() -> drip(socket), 50, 50, TimeUnit.MILLISECONDS);
            assertThat(ends(socket)).isTrue();
            drips.shutdownNow();
        }
        try (SSLSocket socket =
                (SSLSocket) authority.client().getSocketFactory().createSocket("localhost", port())) {
            socket.setSoTimeout(30_000);
            socket.getOutputStream()
                    .write(("POST /sign-in HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1000\r\n"
                                    + "Content-Type: application/x-www-form-urlencoded\r\n\r\ne")
                            .getBytes(StandardCharsets.US_ASCII));
            assertThat(ends(socket)).isTrue();
        }
    }

    private static void drip(Socket socket) {
        try {
            socket.getOutputStream().write(1);
        } catch (IOException e) {
            // The node has had enough.
        }
    }

    private static boolean ends(Socket socket) {
        try {
            String said = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return said.isEmpty() || said.startsWith("HTTP/1.1 408");
        } catch (IOException e) {
            return !(e instanceof java.net.SocketTimeoutException);
        }
    }

    @Test
    void aRenewedCertificateIsShownWithoutARestartAndOneThatCannotBeUsedIsNot() throws Exception {
        show(authority.issue("second", "dns:localhost"));
        awaitShown("CN=second");
        Files.writeString(certificate, "-----BEGIN CERTIFICATE-----\nnothing\n-----END CERTIFICATE-----\n");
        awaitDegraded(certificate + " holds no whole certificate");
        assertThat(shown()).isEqualTo("CN=second");
        show(authority.issue("third", "dns:localhost"));
        awaitShown("CN=third");
        assertThat(get(authority.client(), "/health/live").statusCode()).isEqualTo(200);
    }

    @Test
    void aCertificateWithAnothersKeyStaysOutUntilItsOwnKeyComes() throws Exception {
        Issued before = authority.issue("before", "dns:localhost");
        show(before);
        awaitShown("CN=before");
        Issued after = authority.issue("after", "dns:localhost");
        replace(after.certificate(), certificate);
        awaitDegraded("do not belong together");
        await().during(Duration.ofSeconds(3))
                .atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(shown()).isEqualTo("CN=before"));
        replace(after.key(), key);
        awaitShown("CN=after");
        assertThat(health().body()).doesNotContain("belong together").contains("CN=after", "expires on");
    }

    @Test
    void aReplacedFolderIsSeen() throws Exception {
        Path live = certificate.getParent();
        Path old = live.resolveSibling("live.old");
        Files.move(live, old);
        Files.createDirectory(live);
        show(authority.issue("moved", "dns:localhost"));
        awaitShown("CN=moved");
        TestFolder.delete(old);
    }

    private static void awaitShown(String subject) {
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(shown()).isEqualTo(subject));
    }

    private static HttpResponse<String> health() throws Exception {
        return get(authority.client(), "/health/ready");
    }

    private static void awaitDegraded(String sentence) {
        await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> {
            HttpResponse<String> health = health();
            assertThat(health.statusCode()).isEqualTo(200);
            assertThat(health.body())
                    .contains("\"name\":\"certificate\",\"status\":\"DEGRADED\"")
                    .contains(sentence);
        });
    }

    @Test
    void filesThatCannotBeUsedStopTheStartWithASentence() {
        Path other = TestStore.folder("own-tls-bad");
        StoreOptions options = TestStore.options(other).with("peakday.server.demo", "false");
        assertThatThrownBy(() -> NodeLife.start(
                        options.with("peakday.server.tls.certificate", certificate.toString()), StartListener.silent()))
                .isInstanceOfSatisfying(
                        Failure.class, failure -> assertThat(failure.code()).isEqualTo("server.bad-tls"));
        assertThatThrownBy(() -> NodeLife.start(
                        options.with("peakday.server.tls.keystore", other + "/nowhere.p12"), StartListener.silent()))
                .isInstanceOfSatisfying(
                        Failure.class, failure -> assertThat(failure.detail()).contains("nowhere.p12"));
        assertThatThrownBy(() -> NodeLife.start(
                        options.with("peakday.server.tls.certificate", certificate.toString())
                                .with(
                                        "peakday.server.tls.key",
                                        authority
                                                .issue("stranger", "dns:localhost")
                                                .key()
                                                .toString()),
                        StartListener.silent()))
                .isInstanceOfSatisfying(
                        Failure.class,
                        failure -> assertThat(failure.detail())
                                .contains(certificate.toString(), "stranger.key", "do not belong together"));
        TestFolder.delete(other);
    }
}
