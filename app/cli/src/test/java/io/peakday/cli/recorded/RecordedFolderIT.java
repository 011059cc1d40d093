package io.peakday.cli.recorded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/**
 * Today's program on a data folder that an earlier one left behind ({@link RecordFolder}): names that are stored have not changed, and
 * what was stored is still understood. PostgreSQL's files are those of Linux on a processor of 64 bits, little-endian; elsewhere the test is
 * skipped.
 */
class RecordedFolderIT {
    private static final int NOBODY = 65534;

    @TempDir
    private static Path folder;

    private static JsonNode recorded = Client.JSON.missingNode();
    private static Program program = new Program(Path.of(""), Path.of(""), Path.of(""));
    private static String url = "";
    private static Client owner = new Client("");
    private static JsonNode holds = Client.JSON.missingNode();

    @BeforeAll
    static void open() throws Exception {
        String system = System.getProperty("os.name") + " " + System.getProperty("os.arch");
        assumeTrue(
                Set.of("linux amd64", "linux aarch64").contains(system.toLowerCase(Locale.ROOT)),
                "The recorded folder has PostgreSQL's files of Linux on amd64 or arm64; this is " + system + ".");
        try (InputStream state = resource("store.json");
                InputStream archive = resource("store.zip");
                InputStream settings = resource("peakday.properties")) {
            recorded = Client.JSON.readTree(state);
            FolderArchive.unpack(archive, folder.resolve("store"));
            Files.copy(settings, folder.resolve("peakday.properties"), StandardCopyOption.REPLACE_EXISTING);
        }
        handToPostgres(folder.resolve("store/postgres"));
        program = new Program(
                Path.of(System.getProperty("peakday.launcher")),
                folder.resolve("store"),
                folder.resolve("peakday.properties"));
        url = program.up();
        owner = new Client(url);
        Authenticator app = new Authenticator(text("/owner/app"));
        signIn(owner, Customer.json("code", app.code()));
        // Before any test adds to it.
        holds = Snapshot.take(owner);
    }

    @AfterAll
    static void close() throws Exception {
        if (!url.isEmpty()) {
            program.down();
        }
    }

    @Test
    void everyCheckSaysThatAllIsWell() throws Exception {
        Until.holds(
                "the store is ready",
                () -> new Client(url)
                                .send("GET", "/health/ready", null, Map.of())
                                .status()
                        == 200);
        for (String[] command : List.of(
                new String[] {"doctor"},
                new String[] {"stock", "verify"},
                new String[] {"sale", "verify"},
                new String[] {"audit", "verify"})) {
            Program.Ended ended = program.run("", command);
            assertThat(ended.code()).as(ended.output()).isZero();
        }
        JsonNode audit = owner.get("/api/v1/admin/audit/verification");
        assertThat(audit.path("intact").asBoolean()).as(audit.toString()).isTrue();
        assertThat(audit.path("rows").asLong())
                .isGreaterThanOrEqualTo(recorded.path("auditRows").asLong());
    }

    @Test
    void theStoreHoldsWhatWasRecorded() {
        for (String what : recorded.path("holds").propertyNames()) {
            assertThat(lines(holds.path(what)))
                    .as(what)
                    .containsExactlyElementsOf(lines(recorded.path("holds").path(what)));
        }
    }

    @Test
    void staffSignInWithTheirPasswordsAndSecondFactors() {
        Client again = new Client(url);
        signIn(again, Customer.json("recoveryCode", text("/owner/recoveryCode")));
        assertThat(again.page("/console/orders")).contains(text("/unhandledOrder"));
        Client member = new Client(url);
        member.post(
                "/api/v1/admin/session", Customer.json("email", text("/staffMember"), "password", text("/password")));
        assertThat(member.get("/api/v1/session").path("kind").asString()).isEqualTo("staff");
    }

    @Test
    void theApiKeyWorksAndARepeatedRequestGetsTheAnswerThatItGot() {
        Client importer = new Client(url, text("/apiKey"));
        assertThat(importer.get("/api/v1/session").path("kind").asString()).isEqualTo("api-key");
        JsonNode again = importer.send(
                        "POST",
                        text("/repeatable/path"),
                        text("/repeatable/body"),
                        Map.of("Idempotency-Key", text("/repeatable/key")))
                .ok()
                .json();
        assertThat(again.path("id").asString()).isEqualTo(text("/repeatable/id"));
    }

    @Test
    void cartsAreStillThere() {
        JsonNode guests = new Client(url).get("/api/v1/carts/" + text("/guestCart"));
        assertThat(guests.at("/lines/0/quantity").asInt()).isEqualTo(3);
        assertThat(guests.path("saved")).hasSize(1);
        assertThat(new Client(url)
                        .send(
                                "GET",
                                "/cart",
                                null,
                                Map.of("Accept", "text/html", "Cookie", "peakday_cart=" + text("/guestCart")))
                        .body())
                .contains("Copper kettle");
        Customer customer = new Customer(new Client(url), text("/customer")).signedIn();
        assertThat(customer.client()
                        .get("/api/v1/carts/" + text("/customerCart"))
                        .at("/lines/0/quantity")
                        .asInt())
                .isEqualTo(2);
        assertThat(customer.client().get("/api/v1/me/addresses").at("/0/line1").asString())
                .isEqualTo("Kai 1");
    }

    @Test
    void pagesAnswer() throws Exception {
        Client visitor = new Client(url);
        String product = "/api/v1/products/" + text("/product");
        assertThat(visitor.page("/p/" + visitor.get(product).path("slug").asString()))
                .contains("Copper kettle");
        assertThat(visitor.get(product + "/reviews").path("summary").isObject()).isTrue();
        // The index is no part of the recording: it is made from the catalogue.
        Until.holds(
                "the search finds it", () -> visitor.page("/search?q=kettle").contains("Copper kettle"));
        for (String sale : List.of(text("/saleOver"), text("/saleToCome"))) {
            assertThat(visitor.page("/sales/" + sale)).contains("ettle");
        }
        assertThat(visitor.get("/api/v1/sales/" + text("/saleOver"))
                        .path("state")
                        .asString())
                .isEqualTo("CLOSED");
        assertThat(visitor.get("/api/v1/orders/" + text("/guestOrder") + "?email=" + text("/guest"))
                        .at("/order/state")
                        .asString())
                .isEqualTo("PAID");
        assertThat(owner.post("/api/v1/admin/orders/" + text("/forgottenOrder") + "/kept-invoice", "")
                        .at("/billTo/name")
                        .asString())
                .isEqualTo("Kim Example");
        assertThat(visitor.get("/api/v1/checkouts/" + text("/challenged"))
                        .path("state")
                        .asString())
                .isIn("CHALLENGED", "CLOSING", "ABANDONED");
    }

    @Test
    void whatWasLeftToDoIsDone() throws Exception {
        Until.holds(
                "the queued mail is sent",
                () -> owner.get("/api/v1/admin/mails/" + text("/queuedMail/id"))
                        .path("state")
                        .asString()
                        .equals("SENT"));
        Until.holds(
                "the event of the last order is handled, and its mail received",
                () -> lines(owner.get("/api/v1/admin/mailbox?limit=100").path("items")).stream()
                        .anyMatch(mail -> mail.contains(text("/unhandledOrder"))));
        assertThat(owner.get("/api/v1/admin/dead-letters").path("items")).isEmpty();
    }

    @Test
    void anOrderCanBePlacedAndPaid() {
        String number = new Customer(new Client(url), text("/guest")).buys(UUID.fromString(text("/variant")), 1);
        assertThat(owner.get("/api/v1/admin/orders/" + number)
                        .at("/order/state")
                        .asString())
                .isEqualTo("PAID");
    }

    private static void signIn(Client member, String secondStep) {
        Authenticator.signIn(member, text("/owner/email"), text("/password"), secondStep);
    }

    private static String text(String pointer) {
        return recorded.at(pointer).asString();
    }

    private static List<String> lines(JsonNode array) {
        return array.valueStream()
                .map(one -> one.isString() ? one.asString() : one.toString())
                .toList();
    }

    private static InputStream resource(String name) {
        return Objects.requireNonNull(RecordedFolderIT.class.getResourceAsStream("/recorded/" + name), name);
    }

    /** To root, PostgreSQL's folder belongs to the user that it runs as, which is another one where there are no user name spaces. */
    private static void handToPostgres(Path postgres) throws IOException, InterruptedException {
        boolean root = System.getProperty("user.name").equals("root");
        if (!root || new ProcessBuilder("unshare", "-U", "true").start().waitFor() == 0) {
            return;
        }
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx--x--x"));
        try (Stream<Path> all = Files.walk(postgres)) {
            for (Path path : all.toList()) {
                Files.setAttribute(path, "unix:uid", NOBODY);
                Files.setAttribute(path, "unix:gid", NOBODY);
            }
        }
    }
}
