package io.peakday.console;

import io.peakday.problems.ErrorPages;
import io.peakday.problems.Problem;
import io.peakday.problems.Problems;
import io.peakday.ui.Link;
import io.peakday.ui.Templates;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.springframework.beans.factory.ObjectProvider;

/** How errors look in the console; those of other pages are left to whoever serves these. Needs no engine. */
public final class ConsoleErrors implements ErrorPages {
    private static final Link OVERVIEW = new Link("Go to the overview", "/console");

    private final Templates templates;
    private final ObjectProvider<ErrorPages> all;

    public ConsoleErrors(Templates templates, ObjectProvider<ErrorPages> all) {
        this.templates = templates;
        this.all = all;
    }

    /** An error page. */
    public record View(String title, String text, String shape, int status, String reference, List<Link> ways) {}

    @Override
    public String render(Problem problem, HttpServletRequest request) {
        String path = request.getRequestURI();
        if (!path.equals("/console") && !path.startsWith("/console/")) {
            return all.stream()
                    .filter(pages -> pages != this)
                    .findFirst()
                    .map(pages -> pages.render(problem, request))
                    .orElseGet(() -> Problems.barePage(problem, request));
        }
        return new String(templates.render("errors/page", view(problem, path)), StandardCharsets.UTF_8);
    }

    private static View view(Problem problem, String path) {
        String reference = problem.reference();
        return switch (problem.status()) {
            case 401 ->
                new View(
                        "Please sign in",
                        "Your session has ended, or you have not signed in yet. Nothing was done.",
                        "locked",
                        401,
                        reference,
                        List.of(new Link(
                                "Sign in",
                                "/console/sign-in?next=" + URLEncoder.encode(path, StandardCharsets.UTF_8))));
            case 403 ->
                new View(
                        "This is not open to you",
                        problem.detail() + " An owner can give it to you under Staff and keys.",
                        "locked",
                        403,
                        reference,
                        List.of(OVERVIEW));
            case 404 ->
                new View(
                        "There is nothing here",
                        "It may have been handled, removed, or never have existed.",
                        "lost",
                        404,
                        reference,
                        List.of(OVERVIEW));
            default ->
                problem.status() >= 500
                        ? new View(
                                "Something does not answer",
                                problem.detail() + " The health page says which part it is.",
                                "broken",
                                problem.status(),
                                reference,
                                List.of(new Link("Try again", path), new Link("Health", "/console/health")))
                        : new View(
                                "This did not work",
                                problem.detail(),
                                "nothing-found",
                                problem.status(),
                                reference,
                                List.of(OVERVIEW));
        };
    }
}
