package io.peakday.reviews.storefront;

import io.peakday.catalog.Catalog;
import io.peakday.catalog.Category;
import io.peakday.catalog.Media;
import io.peakday.catalog.Product;
import io.peakday.identity.Actor;
import io.peakday.identity.CurrentActor;
import io.peakday.kernel.Failure;
import io.peakday.reviews.Eligibility;
import io.peakday.reviews.ReviewDraft;
import io.peakday.reviews.Reviews;
import io.peakday.reviews.SubmitOutcome;
import io.peakday.reviews.VoteOutcome;
import io.peakday.reviews.storefront.ReviewsView.WritePage;
import io.peakday.storefrontkit.Sentences;
import io.peakday.storefrontkit.Shapes;
import io.peakday.storefrontkit.StorefrontContext;
import io.peakday.ui.Form;
import io.peakday.ui.Html;
import io.peakday.ui.Picture;
import io.peakday.web.Parameters;
import io.peakday.web.Route;
import java.util.Map;
import java.util.UUID;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Writing a review, and finding one helpful. */
@RestController
final class ReviewController {
    private final Reviews reviews;
    private final Catalog catalog;
    private final StorefrontContext context;
    private final Html html;

    public ReviewController(Reviews reviews, Catalog catalog, StorefrontContext context, Html html) {
        this.reviews = reviews;
        this.catalog = catalog;
        this.context = context;
        this.html = html;
    }

    record Votes(int helpful) {}

    @GetMapping("/reviews/new")
    ResponseEntity<byte[]> page(@RequestParam UUID product) {
        Actor.Customer me = CurrentActor.requireCustomer();
        Eligibility may = reviews.eligibility(me.id(), product);
        return show(
                HttpStatus.OK, product, Form.EMPTY, may == Eligibility.MAY_REVIEW, may == Eligibility.ALREADY_REVIEWED);
    }

    @Route(limit = "change")
    @PostMapping("/reviews")
    ResponseEntity<byte[]> submit(@RequestParam UUID product, @RequestParam Map<String, String> sent) {
        Actor.Customer me = CurrentActor.requireCustomer();
        Form form = Form.of(sent);
        int rating = rating(form.value("rating"));
        ReviewDraft draft;
        try {
            draft = new ReviewDraft(shortName(me.name()), rating, form.value("title"), form.value("text"));
        } catch (Failure failure) {
            return show(HttpStatus.UNPROCESSABLE_CONTENT, product, Sentences.put(form, failure), true, false);
        }
        return switch (reviews.submit(me.id(), product, draft)) {
            case SubmitOutcome.Submitted submitted -> show(HttpStatus.OK, product, Form.EMPTY, true, true);
            case SubmitOutcome.AlreadyReviewed already -> show(HttpStatus.OK, product, Form.EMPTY, true, true);
            case SubmitOutcome.NotPurchased none -> show(HttpStatus.FORBIDDEN, product, Form.EMPTY, false, false);
        };
    }

    @Route(limit = "change")
    @PostMapping("/reviews/{id}/helpful")
    ResponseEntity<?> helpful(
            @PathVariable UUID id,
            @RequestParam(defaultValue = "/") String back,
            @RequestHeader(name = HttpHeaders.ACCEPT, defaultValue = "") String accept) {
        boolean json = accept.contains("application/json");
        if (CurrentActor.customerId().isEmpty() && !json) {
            return Html.see("/sign-in");
        }
        int votes = switch (reviews.vote(CurrentActor.requireCustomer().id(), id)) {
            case VoteOutcome.Counted counted -> counted.helpful();
            case VoteOutcome.AlreadyVoted already -> already.helpful();
            case VoteOutcome.OwnReview own ->
                throw Failure.forbidden("reviews.own-review", "Nobody can vote for their own review.");
        };
        return json ? ResponseEntity.ok(new Votes(votes)) : Html.see(Html.local(back, "/"));
    }

    private ResponseEntity<byte[]> show(HttpStatus status, UUID id, Form form, boolean allowed, boolean done) {
        Product product = catalog.product(id)
                .filter(Product::published)
                .orElseThrow(() -> Failure.notFound("catalog.not-found", "There is no such product."));
        return html.page(
                status,
                "reviews/form",
                new WritePage(
                        context.personal("Write a review"),
                        product.id().toString(),
                        product.title(),
                        "/p/" + product.slug(),
                        picture(product),
                        form,
                        allowed,
                        done));
    }

    private Picture picture(Product product) {
        String shape = Shapes.of(catalog.categories().path(product.categoryId()).stream()
                .map(Category::name)
                .toList());
        if (product.media().isEmpty()) {
            return Picture.none(product.title(), shape);
        }
        Media first = product.media().getFirst();
        String alt = first.alt().isEmpty() ? product.title() : first.alt();
        return Picture.of(first.url(), alt, first.width(), first.height(), shape);
    }

    /** The stars; 0, which no review may have, where none were chosen. */
    private static int rating(String chosen) {
        try {
            return Parameters.wholeInt(chosen);
        } catch (NumberFormatException e) {
            return 0;
        }
    }

    /** {@code Marta Kowalska} signs as {@code Marta K.} */
    private static String shortName(String name) {
        String[] words = name.strip().split("\\s+");
        String last = words[words.length - 1];
        String signed =
                words.length == 1 ? words[0] : words[0] + " " + last.substring(0, last.offsetByCodePoints(0, 1)) + ".";
        return signed.length() > 60 ? signed.substring(0, 60) : signed;
    }
}
