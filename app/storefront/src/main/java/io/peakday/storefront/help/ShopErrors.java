package io.peakday.storefront.help;

import io.peakday.problems.ErrorPages;
import io.peakday.problems.Problem;
import io.peakday.storefront.help.HelpViews.ErrorPage;
import io.peakday.storefront.layout.PageLayouts;
import io.peakday.ui.Link;
import io.peakday.ui.Templates;
import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** How errors look in a browser. Needs no engine: the departments are left out, the way out is not. */
public final class ShopErrors implements ErrorPages {
    private static final Link HOME = new Link("Go to the front page", "/");

    private final Templates templates;

    public ShopErrors(Templates templates) {
        this.templates = templates;
    }

    @Override
    public String render(Problem problem, HttpServletRequest request) {
        return new String(templates.render("help/error", page(problem, request)), StandardCharsets.UTF_8);
    }

    static ErrorPage page(Problem problem, HttpServletRequest request) {
        int status = problem.status();
        String here = request.getRequestURI();
        return switch (status) {
            case 404, 410 ->
                of(
                        problem,
                        "lost",
                        "There is nothing here",
                        "The page was moved, or the product is no longer sold. A search often finds what it was called.",
                        "",
                        List.of(HOME, new Link("Best sellers", "/search?sort=bestselling")));
            case 401 ->
                of(
                        problem,
                        "locked",
                        "Please sign in first",
                        problem.detail(),
                        "",
                        List.of(new Link("Sign in", "/sign-in"), HOME));
            case 403 ->
                of(problem, "locked", "This is not open to you", problem.detail(), problem.reference(), List.of(HOME));
            case 429 ->
                of(
                        problem,
                        "broken",
                        "That was a lot at once",
                        "Please wait a minute and try again.",
                        "",
                        List.of(again(request, here), HOME));
            case 502, 503, 504 ->
                of(
                        problem,
                        "broken",
                        "We are back in a moment",
                        "A part of the shop does not answer right now. Nothing is lost: your cart and your orders are safe. Please try again.",
                        problem.reference(),
                        List.of(again(request, here), HOME));
            default ->
                status >= 500
                        ? of(
                                problem,
                                "broken",
                                "Something went wrong on our side",
                                "We have been notified. Please try again; if it keeps happening, give our support the reference below.",
                                problem.reference(),
                                List.of(again(request, here), HOME))
                        : of(problem, "nothing-found", "This did not work", problem.detail(), "", List.of(HOME));
        };
    }

    private static Link again(HttpServletRequest request, String here) {
        return request.getMethod().equals("GET") ? new Link("Try again", here) : new Link("Back to the cart", "/cart");
    }

    private static ErrorPage of(
            Problem problem, String shape, String title, String text, String reference, List<Link> ways) {
        return new ErrorPage(PageLayouts.bare(title), problem.status(), shape, title, text, reference, ways);
    }
}
