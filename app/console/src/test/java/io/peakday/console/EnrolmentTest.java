package io.peakday.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.peakday.access.SampleOperator;
import io.peakday.identity.Role;
import io.peakday.testkit.TestDatabase;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** What a session can reach that lacks the second factor its store requires: every route of every module is tried. */
class EnrolmentTest {
    private static final String SECURITY = "/console/account/security";

    @RegisterExtension
    static final TestDatabase postgres = TestDatabase.with(Store.WIRING.schemas());

    @Test
    void whereASecondFactorIsRequiredNothingOpensBeforeItIsSetUp() throws Exception {
        try (Store strict = Store.open(postgres, Store.WIRING.setting("peakday.identity.second-factor", "required"))) {
            SampleOperator me = new SampleOperator(strict.url()).signedIn(strict.member(Role.OWNER));
            assertThat(me.get("/console").body())
                    .contains("Set up a second factor")
                    .doesNotContain("class=\"rail");
            List<String> open = new ArrayList<>();
            int asked = 0;
            for (String route : routes(strict)) {
                String method = route.substring(0, route.indexOf(' '));
                String path = route.substring(route.indexOf(' ') + 1)
                        .replaceAll("\\{[^}]*}", "0199b000-0000-7000-8000-000000000000");
                HttpResponse<String> answer = me.send(method, path);
                asked++;
                boolean refused = answer.statusCode() == 403
                        || (answer.statusCode() == 302
                                && answer.headers()
                                        .firstValue("Location")
                                        .orElse("")
                                        .endsWith(SECURITY));
                if (!refused && !allowed(path)) {
                    open.add(answer.statusCode() + " " + route);
                }
            }
            assertThat(asked).isGreaterThan(80);
            assertThat(open)
                    .as("what a session that lacks the second factor can reach")
                    .isEmpty();
        }
    }

    /** The page itself, what signs in and out, and the links of mails. */
    private static boolean allowed(String path) {
        return path.startsWith(SECURITY)
                || path.startsWith("/console/sign-")
                || path.startsWith("/api/v1/admin/session")
                || path.equals("/console/forgot")
                || path.equals("/console/reset");
    }

    private static List<String> routes(Store strict) {
        List<String> routes = new ArrayList<>();
        strict.get(RequestMappingHandlerMapping.class).getHandlerMethods().forEach((info, handler) -> {
            for (String pattern : info.getPatternValues()) {
                if (pattern.startsWith("/console") || pattern.startsWith("/api/v1/admin")) {
                    for (RequestMethod method : info.getMethodsCondition().getMethods()) {
                        routes.add(method + " " + pattern);
                    }
                }
            }
        });
        // What ends the session comes last.
        routes.sort(Comparator.comparing((String route) -> allowed(route.substring(route.indexOf(' ') + 1)))
                .thenComparing(route -> route));
        routes.removeIf(route -> route.endsWith("/sign-out") || route.equals("DELETE /api/v1/admin/session"));
        return routes;
    }
}
