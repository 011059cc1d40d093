package io.peakday.server.whole;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.peakday.kernel.Ids;
import io.peakday.waiting.RoomTerms;
import io.peakday.waiting.WaitingRooms;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A waiting room over the API: joined, polled, watched, left. */
class WaitingTest {
    @RegisterExtension
    static final SharedNode shop = new SharedNode();

    private final WaitingRooms rooms = shop.bean(WaitingRooms.class);

    private UUID room(double rate, int burst) {
        Instant opens = Instant.now().minusSeconds(1);
        return rooms.open(new RoomTerms(Ids.next(), opens, rate, burst, opens.plus(Duration.ofHours(1))))
                .id();
    }

    private static Caller customer() {
        Caller customer = shop.caller();
        customer.post("/api/v1/customers", """
                        {"email":"%s@example.com","password":"a loud harbour at noon","name":"Kim"}""".formatted(UUID.randomUUID())).ok();
        return customer;
    }

    private static String at(UUID room) {
        return "/api/v1/waiting/" + room;
    }

    private static JsonNode join(Caller customer, UUID room) {
        return customer.post(at(room), "{}").ok();
    }

    @Test
    void customersGetAPlaceEachAreLetInByAndByAndFindTheirPlaceAgainWithoutTheirTicket() throws Exception {
        UUID room = room(2, 1);
        List<Caller> customers = new ArrayList<>();
        List<Callable<JsonNode>> calls = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            Caller customer = customer();
            customers.add(customer);
            calls.add(() -> join(customer, room));
        }
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<JsonNode> call : threads.invokeAll(calls)) {
                assertThat(call.get().get("outcome").asString()).isEqualTo("joined");
            }
        }
        JsonNode again = join(customers.getFirst(), room);
        assertThat(again.get("outcome").asString()).isEqualTo("already-in");
        JsonNode found = customers.getFirst().get(at(room)).ok();
        assertThat(found.get("ticket")).isEqualTo(again.get("place").get("ticket"));
        assertThat(found.get("pollAfterMillis").asLong()).isBetween(1_000L, 60_000L);
        await().untilAsserted(() -> assertThat(customers)
                .allSatisfy(customer -> assertThat(standing(customer, room)).isEqualTo("admitted")));
    }

    private static String standing(Caller customer, UUID room) {
        return customer.get(at(room)).ok().get("standing").asString();
    }

    @Test
    void aTicketIsAnsweredForItsOwnerOnly() throws Exception {
        UUID room = room(0.01, 1);
        Caller customer = customer();
        String ticket = join(customer, room).get("place").get("ticket").asString();
        assertThat(withTicket(customer, room, ticket)).contains("\"ticket\":\"" + ticket + "\"");
        assertThat(withTicket(customer(), room, ticket)).contains("waiting.ticket-of-another");
        assertThat(withTicket(customer, room(1, 1), ticket)).contains("waiting.ticket-of-another-room");
        assertThat(withTicket(customer, room, "x" + ticket.substring(1))).contains("waiting.bad-ticket");
        assertThat(shop.caller().get(at(room)).code()).isEqualTo("identity.sign-in-required");
        assertThat(customer.get(at(Ids.next())).code()).isEqualTo("waiting.not-found");
        assertThat(standing(customer(), room)).isEqualTo("no-place");
    }

    private static String withTicket(Caller customer, UUID room, String ticket) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(shop.url() + at(room)))
                .header("Cookie", customer.cookie("peakday_session"))
                .header("Waiting-Ticket", ticket)
                .header("Accept", "application/json")
                .build();
        try (HttpClient http = HttpClient.newHttpClient()) {
            return http.send(request, BodyHandlers.ofString()).body();
        }
    }

    @Test
    void aRoomThatAsksForWorkIsJoinedWithItsSolution() throws Exception {
        UUID room = room(1, 1);
        rooms.setDifficulty(room, 8);
        Caller customer = customer();
        JsonNode first = join(customer, room);
        assertThat(first.get("outcome").asString()).isEqualTo("challenge-required");
        assertThat(first.get("bits").asInt()).isEqualTo(8);
        JsonNode challenge = customer.get(at(room) + "/challenge").ok();
        String text = challenge.get("text").asString();
        int nonce = 0;
        while (MessageDigest.getInstance("SHA-256").digest((text + nonce).getBytes(StandardCharsets.US_ASCII))[0]
                != 0) {
            nonce++;
        }
        String form = "{\"challenge\":\"%s\",\"nonce\":\"%d\"}".formatted(text, nonce);
        assertThat(customer.post(at(room), form).ok().get("outcome").asString()).isEqualTo("joined");
        assertThat(customer().post(at(room), form).code()).isEqualTo("waiting.bad-challenge");
    }

    @Test
    void whoWatchesLearnsWhenTheTurnHasCome() throws Exception {
        UUID room = room(0.01, 1);
        join(customer(), room);
        Caller customer = customer();
        join(customer, room);
        HttpRequest request = HttpRequest.newBuilder(URI.create(shop.url() + at(room) + "/live"))
                .header("Cookie", customer.cookie("peakday_session"))
                .header("Accept", "text/event-stream")
                .build();
        try (HttpClient http = HttpClient.newHttpClient()) {
            HttpResponse<java.io.InputStream> stream = http.send(request, BodyHandlers.ofInputStream());
            assertThat(stream.statusCode()).isEqualTo(200);
            BufferedReader lines = new BufferedReader(new InputStreamReader(stream.body(), StandardCharsets.UTF_8));
            assertThat(next(lines).get("standing").asString()).isEqualTo("waiting");
            rooms.changeRate(room, 1_000, 1_000);
            JsonNode event = next(lines);
            while (!event.get("standing").asString().equals("admitted")) {
                event = next(lines);
            }
            assertThat(event.get("ticket").asString()).hasSize(80);
            stream.body().close();
        }
    }

    private static JsonNode next(BufferedReader lines) {
        try {
            String line = lines.readLine();
            while (line != null && !line.startsWith("data:")) {
                line = lines.readLine();
            }
            if (line == null) {
                throw new AssertionError("the stream has ended");
            }
            return JsonMapper.builder().build().readTree(line.substring(5));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void theDrawIsCommittedToBeforeTheOpeningAndShownAfterIt() {
        Instant opens = Instant.now().plus(Duration.ofHours(1));
        UUID planned = rooms.open(RoomTerms.of(Ids.next(), opens, 10, opens.plusSeconds(60)))
                .id();
        JsonNode before = shop.caller().get(at(planned) + "/draw").ok();
        assertThat(before.get("commitment").asString()).hasSize(64);
        assertThat(before.get("seed").isNull()).isTrue();
        assertThat(standing(customer(), planned)).isEqualTo("no-place");
        UUID open = room(1, 1);
        join(customer(), open);
        await().untilAsserted(() -> assertThat(
                        shop.caller().get(at(open) + "/draw").ok().get("seed").asString())
                .hasSize(64));
    }

    @Test
    void whoLeavesHasNoPlaceAnyMore() {
        UUID room = room(0.01, 1);
        join(customer(), room);
        Caller customer = customer();
        join(customer, room);
        assertThat(customer.delete(at(room)).ok().get("outcome").asString()).isEqualTo("left");
        assertThat(customer.delete(at(room)).ok().get("outcome").asString()).isEqualTo("no-place");
        assertThat(standing(customer, room)).isEqualTo("no-place");
        rooms.close(room);
        assertThat(standing(customer, room)).isEqualTo("closed");
        assertThat(join(customer, room).get("outcome").asString()).isEqualTo("closed");
    }
}
