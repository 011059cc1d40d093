package io.peakday.reviews.console;

import io.peakday.catalog.Catalog;
import io.peakday.catalog.Product;
import io.peakday.consolekit.ConsoleContext;
import io.peakday.consolekit.Frame;
import io.peakday.consolekit.Labels;
import io.peakday.consolekit.Query;
import io.peakday.consolekit.Refusal;
import io.peakday.identity.Requires;
import io.peakday.kernel.Failure;
import io.peakday.reviews.Review;
import io.peakday.reviews.ReviewState;
import io.peakday.reviews.Reviews;
import io.peakday.reviews.ReviewsPermissions;
import io.peakday.ui.Html;
import io.peakday.web.Page;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Deciding which reviews are seen. */
@RestController
@RequestMapping("/console/reviews")
@Requires(ReviewsPermissions.Names.REVIEWS_MODERATE)
public final class ReviewsController {
    private static final int PAGE = 25;

    private final Reviews reviews;
    private final Catalog catalog;
    private final ConsoleContext context;
    private final Html html;

    public ReviewsController(Reviews reviews, Catalog catalog, ConsoleContext context, Html html) {
        this.reviews = reviews;
        this.catalog = catalog;
        this.context = context;
        this.html = html;
    }

    /** The reviews of one state, with the products they are about. */
    public record View(Frame frame, Query query, ReviewState state, Page<Review> page, Map<UUID, Product> products) {
        public String product(Review review) {
            Product product = products.get(review.productId());
            return product == null ? "A product that is gone" : product.title();
        }
    }

    @GetMapping
    ResponseEntity<byte[]> list(HttpServletRequest request) {
        return page(request, HttpStatus.OK, null);
    }

    @PostMapping("/{id}")
    ResponseEntity<byte[]> decide(
            @PathVariable UUID id,
            @RequestParam long version,
            @RequestParam String decision,
            @RequestParam(defaultValue = "") String reason,
            HttpServletRequest request) {
        ReviewState from = state(request.getParameter("state"));
        ReviewState to = state(decision);
        try {
            reviews.moderate(id, version, to, to == ReviewState.PUBLISHED || reason.isBlank() ? null : reason.strip());
        } catch (Failure failure) {
            Refusal refusal = Refusal.of(failure);
            return page(request, refusal.status(), refusal.sentence());
        }
        return Html.see("/console/reviews?state=" + Labels.code(from) + "&done=review-" + Labels.code(to));
    }

    private ResponseEntity<byte[]> page(HttpServletRequest request, HttpStatus status, @Nullable String problem) {
        ReviewState state = state(request.getParameter("state"));
        Query query = Query.of("/console/reviews")
                .with("state", Labels.code(state))
                .with("cursor", request.getParameter("cursor"));
        Page<Review> page = reviews.inState(state, query.value("cursor"), PAGE);
        Map<UUID, Product> products =
                catalog
                        .products(page.items().stream()
                                .map(Review::productId)
                                .distinct()
                                .toList())
                        .stream()
                        .collect(Collectors.toMap(Product::id, Function.identity()));
        Frame frame = context.frame(request, "reviews", "Reviews").problem(problem);
        return html.page(status, "reviews/page", new View(frame, query, state, page, products));
    }

    private static ReviewState state(@Nullable String code) {
        for (ReviewState state : ReviewState.values()) {
            if (code != null && state.name().equals(code.toUpperCase(Locale.ROOT))) {
                return state;
            }
        }
        return ReviewState.HELD;
    }
}
