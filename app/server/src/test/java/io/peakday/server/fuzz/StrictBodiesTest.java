package io.peakday.server.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import io.peakday.demo.DemoLogins;
import io.peakday.identity.SessionCookies;
import io.peakday.server.fuzz.PlainBody.Wrong;
import io.peakday.server.fuzz.RawHttp.Reply;
import io.peakday.server.fuzz.Routes.Route;
import io.peakday.server.whole.Caller;
import io.peakday.server.whole.TestStore;
import java.io.IOException;
import java.lang.reflect.Type;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.core.MethodParameter;
import org.springframework.web.bind.annotation.RequestBody;

/** Every JSON body of every route: a fraction where a whole number belongs, and a field twice, are refused by name. */
class StrictBodiesTest {
    private static TestStore store;
    private static URI url;
    private static String cookies;

    @BeforeAll
    static void start() {
        store = TestStore.start("strict-bodies");
        url = URI.create(store.url());
        cookies = signedIn("/api/v1/session", DemoLogins.CUSTOMER, SessionCookies.CUSTOMER) + "; "
                + signedIn("/api/v1/admin/session", DemoLogins.OWNER, SessionCookies.STAFF);
    }

    @AfterAll
    static void stop() {
        store.close();
    }

    @Test
    void aFractionInAnyWholeNumberOfAnyBodyIsRefusedByName() throws Exception {
        List<String> broken = new ArrayList<>();
        int asked = 0;
        for (Route route : Routes.of(store.node().store())) {
            for (Wrong wrong : body(route).map(PlainBody::fractions).orElse(List.of())) {
                asked++;
                ask(route, wrong, broken);
            }
        }
        assertThat(asked).as("whole numbers in bodies").isGreaterThan(25);
        assertThat(broken).isEmpty();
    }

    @Test
    void aFieldThatIsTwiceInAnyBodyIsRefusedByName() throws Exception {
        List<String> broken = new ArrayList<>();
        int asked = 0;
        for (Route route : Routes.of(store.node().store())) {
            for (Wrong wrong : body(route).map(PlainBody::duplicates).orElse(List.of())) {
                asked++;
                ask(route, wrong, broken);
            }
        }
        assertThat(asked).as("fields of bodies").isGreaterThan(120);
        assertThat(broken).isEmpty();
    }

    private static void ask(Route route, Wrong wrong, List<String> broken) throws IOException {
        Reply reply = RawHttp.send(
                url,
                route.method(),
                route.pattern().replaceAll("\\{[^}]*}", "0198a7a0-0000-7000-8000-000000000000"),
                List.of(
                        "Content-Type: application/json",
                        "Accept: application/json",
                        "If-Match: \"1\"",
                        "Idempotency-Key: " + UUID.randomUUID(),
                        "Cookie: " + cookies),
                wrong.json().getBytes(StandardCharsets.UTF_8));
        if (reply.status() != 400 || !reply.text().contains("\"field\":\"" + wrong.field() + "\"")) {
            broken.add(reply.status() + " for " + route + " " + wrong + "\n    " + reply.text());
        }
    }

    /** Empty where the route takes no JSON, or takes it as bytes or text. */
    private static Optional<PlainBody> body(Route route) {
        if (route.handler() == null || !route.pattern().startsWith("/api/")) {
            return Optional.empty();
        }
        for (MethodParameter parameter : route.handler().getMethodParameters()) {
            Type type = parameter.getGenericParameterType();
            if (parameter.hasParameterAnnotation(RequestBody.class) && type != String.class && type != byte[].class) {
                return Optional.of(new PlainBody(type));
            }
        }
        return Optional.empty();
    }

    private static String signedIn(String path, String email, String cookie) {
        Caller caller = new Caller(store.url());
        caller.post(path, "{\"email\":\"%s\",\"password\":\"%s\"}".formatted(email, DemoLogins.PASSWORD));
        return caller.cookie(cookie);
    }
}
