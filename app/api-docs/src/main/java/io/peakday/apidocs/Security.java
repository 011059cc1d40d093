package io.peakday.apidocs;

import io.peakday.identity.Requires;
import io.peakday.identity.SessionCookies;
import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.security.SecurityRequirement;
import io.swagger.v3.oas.models.security.SecurityScheme;
import java.util.List;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.web.method.HandlerMethod;

/** Who may call an operation, and by what the API knows them. */
final class Security {
    private static final String CUSTOMER = "customerSession";
    private static final String STAFF = "staffSession";
    private static final String KEY = "apiKey";

    private Security() {}

    static void declare(Components components) {
        components.addSecuritySchemes(
                CUSTOMER,
                cookie(
                        SessionCookies.CUSTOMER,
                        "A signed-in customer; `POST /api/v1/session` and registration set this cookie."));
        components.addSecuritySchemes(
                STAFF,
                cookie(
                        SessionCookies.STAFF,
                        "A signed-in member of the staff; `POST /api/v1/admin/session`, and the second step after it, set this cookie."));
        components.addSecuritySchemes(
                KEY,
                new SecurityScheme()
                        .type(SecurityScheme.Type.HTTP)
                        .scheme("bearer")
                        .description(
                                "An API key, which holds permissions as a member of the staff does; staff make them in the console or"
                                        + " with `POST /api/v1/admin/api-keys`."));
    }

    private static SecurityScheme cookie(String name, String description) {
        return new SecurityScheme()
                .type(SecurityScheme.Type.APIKEY)
                .in(SecurityScheme.In.COOKIE)
                .name(name)
                .description(description);
    }

    /** Whether the caller must hold permissions. */
    static boolean staff(HandlerMethod handler) {
        return handler.hasMethodAnnotation(Requires.class)
                || AnnotatedElementUtils.hasAnnotation(handler.getBeanType(), Requires.class);
    }

    /** @param problems those that the operation documents itself */
    static List<SecurityRequirement> of(boolean staff, List<DocumentedProblem> problems) {
        if (staff) {
            return List.of(new SecurityRequirement().addList(STAFF), new SecurityRequirement().addList(KEY));
        }
        boolean customer = problems.stream().anyMatch(problem -> problem.code().equals("identity.sign-in-required"));
        SecurityRequirement session = new SecurityRequirement().addList(CUSTOMER);
        return customer ? List.of(session) : List.of(new SecurityRequirement(), session);
    }
}
