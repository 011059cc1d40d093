package io.peakday.cli.recorded;

import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import tools.jackson.core.util.DefaultIndenter;
import tools.jackson.core.util.DefaultPrettyPrinter;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Records {@code store.zip} and {@code store.json} again, from the project's folder, once the program is built:
 *
 * <pre>java -cp 'app/cli/target/dist/lib/*' app/cli/src/test/java/io/peakday/cli/recorded/RecordFolder.java</pre>
 *
 * <p>The store is filled through its API, its pages and the command line, in three runs of the program. In the second one no mail
 * is sent, and in the third no event is handled; so a start on the folder finds both to do. What is in the store then, and whatever it takes
 * to use it, is in {@code store.json}. The only state of an order that is missing is {@code PLACED}, which a checkout does not stop at;
 * one that waits for a challenge stands in its place.
 */
public final class RecordFolder {
    private static final Path RESULTS = Path.of("app", "cli", "src", "test", "resources", "recorded");
    private static final String OWNER = "olga@peakday.example";
    private static final DefaultPrettyPrinter LINE_BY_LINE =
            new DefaultPrettyPrinter().withArrayIndenter(DefaultIndenter.SYSTEM_LINEFEED_INSTANCE);
    private static final Pattern TOKEN = Pattern.compile("token=([A-Za-z0-9._~-]+)");

    private final Path data;
    private final Program program;
    private final ObjectNode state = Client.JSON.createObjectNode();
    private final Client owner = new Client("");
    private final Customer ada = new Customer(new Client(""), "ada@peakday.example");
    private final Customer ben = new Customer(new Client(""), "ben@peakday.example");
    private final Customer guest = new Customer(new Client(""), "guest@peakday.example");

    private RecordFolder(Path data, Path launcher) {
        this.data = data;
        this.program = new Program(launcher, data, RESULTS.resolve("peakday.properties"));
    }

    /** @param arguments the launcher to record with; the project's own if there is none */
    public static void main(String[] arguments) throws Exception {
        Path launcher =
                Path.of(arguments.length == 0 ? "peakday" : arguments[0]).toAbsolutePath();
        Path data = Files.createTempDirectory("peakday-recorded").resolve("store");
        RecordFolder recorder = new RecordFolder(data, launcher);
        try {
            recorder.record();
            FolderArchive.pack(data, RESULTS.resolve("store.zip"));
            Files.writeString(
                    RESULTS.resolve("store.json"),
                    Client.JSON.writer().with(LINE_BY_LINE).writeValueAsString(recorder.state) + "\n");
        } finally {
            recorder.program.run("", "down");
        }
    }

    private void record() throws Exception {
        moved(program.up());
        staff();
        RecordedGoods.Goods goods = RecordedGoods.fill(owner);
        customers(goods);
        deadLetter();
        handled();
        program.down();

        moved(program.up("--set", "peakday.notify.send=false"));
        queuedMail(goods);
        handled();
        program.down();

        moved(program.up("--set", "peakday.events.consumers.enabled=false"));
        state.put("unhandledOrder", guest.buys(goods.kettle(), 2));
        relayed();
        state.set("holds", Snapshot.take(owner));
        state.put(
                "auditRows",
                owner.get("/api/v1/admin/audit/verification").path("rows").asLong());
        program.down();
    }

    private void moved(String url) {
        for (Client client : new Client[] {owner, ada.client(), ben.client(), guest.client()}) {
            client.moved(url);
        }
    }

    private void staff() throws IOException, InterruptedException {
        program.succeed(Customer.PASSWORD + "\n", "staff", "add", OWNER, "--name", "Olga", "--password-stdin");
        Authenticator.Enrolled enrolled = Authenticator.enrol(owner, OWNER, Customer.PASSWORD);
        state.put("password", Customer.PASSWORD);
        state.putObject("owner")
                .put("email", OWNER)
                .put("app", enrolled.app().key())
                .put("recoveryCode", enrolled.recoveryCode());
        member("Carl", "carl@peakday.example", "\"CATALOG\"");
        member("Sven", "sven@peakday.example", "\"FULFILMENT\",\"SUPPORT\"");
        String former = member("Anna", "anna@peakday.example", "\"AUDITOR\"");
        owner.change("PUT", "/api/v1/admin/staff/" + former, "", """
                {"name":"Anna","active":false,"roles":["AUDITOR"]}""");
        state.put("staffMember", "sven@peakday.example");
        String revoked = key("Old importer").at("/key/id").asString();
        owner.send("DELETE", "/api/v1/admin/api-keys/" + revoked, null, Map.of())
                .ok();
        String secret = key("Importer").path("secret").asString();
        state.put("apiKey", secret);
        idempotent(secret);
    }

    private String member(String name, String email, String roles) {
        return owner.post("/api/v1/admin/staff", """
                        {"name":"%s","email":"%s","password":"%s","roles":[%s]}""".formatted(name, email, Customer.PASSWORD, roles))
                .path("id")
                .asString();
    }

    private JsonNode key(String name) {
        return owner.post("/api/v1/admin/api-keys", """
                {"name":"%s","scopes":["CATALOG_READ","CATALOG_WRITE","STOCK_READ"]}""".formatted(name));
    }

    /** A request that is kept with its answer. */
    private void idempotent(String apiKey) {
        String key = UUID.randomUUID().toString();
        String body = "{\"name\":\"Second harbour\",\"externalId\":\"S-2\"}";
        JsonNode answer = owner.another(apiKey)
                .send("POST", "/api/v1/admin/sellers", body, Map.of("Idempotency-Key", key))
                .ok()
                .json();
        state.putObject("repeatable")
                .put("path", "/api/v1/admin/sellers")
                .put("key", key)
                .put("body", body)
                .put("id", answer.path("id").asString());
    }

    private void customers(RecordedGoods.Goods goods) throws InterruptedException {
        ada.registered("Ada");
        ben.registered("Ben");
        verify(ada);
        ada.client().put("/api/v1/me/addresses/" + UUID.randomUUID(), """
                {"recipient":"Ada","line1":"Kai 1","postcode":"20457","city":"Hamburg","country":"DE","preferred":true}""");
        RecordedOrders orders = new RecordedOrders(owner);
        orders.fill(ada, goods);
        orders.deliver(ben.buys(goods.kettle(), 1));
        Customer cem = new Customer(ben.client().another(), "cem@peakday.example").registered("Cem");
        state.put("forgottenOrder", orders.forgotten(cem, goods));
        reviews(goods);
        RecordedSales sales = new RecordedSales(owner);
        state.put("saleOver", sales.over(ada, ben, goods.rare()).toString());
        state.put("saleToCome", sales.toCome(ben, goods.rare()).toString());
        state.put(
                "challenged",
                orders.challenged(new Customer(ben.client().another(), guest.email()), goods)
                        .toString());
        carts(goods);
        state.put("customer", ada.email());
        state.put("guest", guest.email());
        state.put("guestOrder", guest.buys(goods.lamp(), 1));
        state.put("product", goods.kettleProduct().toString());
        state.put("variant", goods.kettle().toString());
    }

    /** Follows the link of the mail. */
    private void verify(Customer customer) throws InterruptedException {
        String mails = "/api/v1/admin/mailbox?q="
                + customer.email().substring(0, customer.email().indexOf('@'));
        Until.holds("the mail has come", () -> !owner.get(mails).path("items").isEmpty());
        String mail = owner.get(mails).at("/items/0/id").asString();
        Matcher token = TOKEN.matcher(owner.post("/api/v1/admin/mailbox/" + mail + "/reveal", "")
                .path("text")
                .asString());
        if (!token.find()) {
            throw new IllegalStateException("the mail has no link");
        }
        customer.client().post("/api/v1/customers/verification", Customer.json("token", token.group(1)));
    }

    private void reviews(RecordedGoods.Goods goods) throws InterruptedException {
        String path = "/api/v1/products/" + goods.kettleProduct() + "/reviews";
        for (Customer customer : new Customer[] {ada, ben}) {
            String form = "{\"rating\":%d,\"title\":\"%s\",\"text\":\"It boils water, and quickly.\"}"
                    .formatted(customer == ada ? 5 : 2, customer == ada ? "Quick" : "Loud");
            // Only who received the product may, and that comes by an event.
            Until.holds(
                    "a review is taken",
                    () -> customer.client().send("POST", path, form, Map.of()).status() < 300);
        }
        for (JsonNode review :
                owner.get("/api/v1/admin/reviews?state=published").path("items")) {
            String id = review.path("id").asString();
            if (review.path("rating").asInt() == 5) {
                ben.client().post("/api/v1/reviews/" + id + "/votes", "");
            } else {
                owner.change("PUT", "/api/v1/admin/reviews/" + id, "/decision", """
                        {"state":"REJECTED","reason":"Not about the product"}""");
            }
        }
    }

    private void carts(RecordedGoods.Goods goods) {
        UUID mine = ada.cart();
        ada.put(mine, goods.lamp(), 2);
        Customer other = new Customer(ben.client().another(), guest.email());
        UUID cart = other.cart();
        other.put(cart, goods.kettle(), 3);
        other.put(cart, goods.lamp(), 1);
        other.client().put("/api/v1/carts/" + cart + "/lines/" + goods.lamp() + "/save", "{\"saved\":true}");
        state.put("customerCart", mine.toString());
        state.put("guestCart", cart.toString());
    }

    /** A record that is not one of the store's events is kept as a dead letter; then it is given up. */
    private void deadLetter() throws IOException, InterruptedException, ExecutionException {
        Properties kafka = new Properties();
        try (Reader file = Files.newBufferedReader(data.resolve("kafka/client.properties"))) {
            kafka.load(file);
        }
        kafka.put(
                "bootstrap.servers",
                "127.0.0.1:" + Files.readString(data.resolve("kafka/port")).strip());
        try (var producer = new KafkaProducer<>(kafka, new StringSerializer(), new StringSerializer())) {
            ProducerRecord<String, String> foreign = new ProducerRecord<>("peakday.orders", "a key", "{}");
            foreign.headers().add("type", "order.placed".getBytes(StandardCharsets.UTF_8));
            producer.send(foreign).get();
        }
        String path = "/api/v1/admin/dead-letters";
        Until.holds(
                "the record is refused", () -> !owner.get(path).path("items").isEmpty());
        handled();
        for (JsonNode letter : owner.get(path).path("items")) {
            owner.post(
                    path + "/" + letter.path("id").asString() + "/discard", "{\"reason\":\"Made for the recording\"}");
        }
    }

    private void queuedMail(RecordedGoods.Goods goods) throws InterruptedException {
        guest.buys(goods.kettle(), 1);
        Until.holds(
                "a mail is queued",
                () -> !owner.get("/api/v1/admin/mails?state=QUEUED")
                        .path("items")
                        .isEmpty());
        JsonNode mail = owner.get("/api/v1/admin/mails?state=QUEUED").at("/items/0");
        state.putObject("queuedMail")
                .put("id", mail.path("id").asString())
                .put("recipient", mail.path("recipient").asString())
                .put("subject", mail.path("subject").asString());
    }

    /** Waits until every subscription has handled all there is. */
    private void handled() throws InterruptedException {
        relayed();
        Until.holds("all events are handled", () -> {
            for (JsonNode subscription : owner.get("/api/v1/admin/events").path("subscriptions")) {
                if (subscription.path("lag").asLong() > 0) {
                    return false;
                }
            }
            return true;
        });
    }

    /** Waits until the outbox is empty: what is in it is sent within a fraction of a second. */
    private void relayed() throws InterruptedException {
        Pattern depth = Pattern.compile("(?m)^peakday_events_outbox_depth\\S* (\\S+)$");
        Until.holds("all events are relayed", () -> {
            Matcher found = depth.matcher(owner.page("/metrics"));
            return found.find() && Double.parseDouble(found.group(1)) == 0;
        });
    }
}
