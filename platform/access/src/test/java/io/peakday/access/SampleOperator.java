package io.peakday.access;

import io.peakday.consolekit.ConsoleKitModule;
import io.peakday.edge.EdgeModule;
import io.peakday.events.EventsModule;
import io.peakday.identity.Role;
import io.peakday.testnode.NodeWiring;
import io.peakday.testnode.TestNode;
import io.peakday.ui.UiModule;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A browser without scripts, with its own cookies, that follows where it is led. */
public final class SampleOperator {
    /** What every page of the console needs; a test adds the modules that its pages are about. */
    public static final NodeWiring WIRING = TestNode.with(
            EventsModule.class, EdgeModule.class, AccessModule.class, UiModule.class, ConsoleKitModule.class);

    /** Of every member of staff that signs in here. */
    public static final String PASSWORD = "a long enough sentence";

    private final String url;
    private final HttpClient http = HttpClient.newBuilder()
            .cookieHandler(new CookieManager())
            .followRedirects(HttpClient.Redirect.NORMAL)
            .build();

    public SampleOperator(String url) {
        this.url = url;
    }

    /** A member of staff with that role, signed in. */
    public static SampleOperator of(TestNode node, Role role) throws Exception {
        return new SampleOperator(node.url()).signedIn(member(node.get(StaffMembers.class), role));
    }

    /** Signed in as this member of staff; before the second step where one is asked for. */
    public SampleOperator signedIn(String email) throws Exception {
        HttpResponse<String> answer =
                send(form("/console/sign-in", Map.of("email", email, "password", PASSWORD)), still());
        if (answer.statusCode() != 303) {
            throw new AssertionError(email + " cannot sign in: " + answer.statusCode() + " " + answer.body());
        }
        return this;
    }

    /** The address of a member of staff with that role, which begins with its name; made where there is none. */
    public static String member(StaffMembers staff, Role role) {
        String email = role.name().toLowerCase(Locale.ROOT) + "@peakday.example";
        staff.ensure(email, "Member " + role, PASSWORD, Set.of(role));
        return email;
    }

    public HttpResponse<String> get(String path) throws Exception {
        return send(HttpRequest.newBuilder(URI.create(url + path)), http);
    }

    public HttpResponse<String> post(String path, Map<String, String> form) throws Exception {
        return send(form(path, form), http);
    }

    /** The first hidden input of that name. */
    public static String hidden(HttpResponse<String> page, String name) {
        Matcher found =
                Pattern.compile("name=\"" + name + "\" value=\"([^\"]*)\"").matcher(page.body());
        if (!found.find()) {
            throw new AssertionError("no input " + name + " in " + page.uri());
        }
        return found.group(1);
    }

    /** Without following where it is led; with an empty form where there is a body. */
    public HttpResponse<String> send(String method, String path) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url + path))
                .header("Origin", url)
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .header("Content-Type", "application/json");
        boolean body = !method.equals("GET") && !method.equals("DELETE");
        return send(
                request.method(
                        method, body ? HttpRequest.BodyPublishers.ofString("{}") : HttpRequest.BodyPublishers.noBody()),
                still());
    }

    private HttpRequest.Builder form(String path, Map<String, String> form) {
        String body = form.entrySet().stream()
                .map(e -> e.getKey() + "=" + URLEncoder.encode(e.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        return HttpRequest.newBuilder(URI.create(url + path))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .header("Origin", url)
                .POST(HttpRequest.BodyPublishers.ofString(body));
    }

    /** With the same cookies, and following nowhere. */
    private HttpClient still() {
        return HttpClient.newBuilder()
                .cookieHandler(http.cookieHandler().orElseThrow())
                .followRedirects(HttpClient.Redirect.NEVER)
                .build();
    }

    private static HttpResponse<String> send(HttpRequest.Builder request, HttpClient by) throws Exception {
        return by.send(request.header("Accept", "text/html").build(), HttpResponse.BodyHandlers.ofString());
    }
}
