package io.peakday.apidocs.page;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the pages show. Texts that end in {@code Html} are rendered Markdown and are written as they are. */
public final class Views {
    private Views() {}

    /**
     * A part of the API, of one system.
     *
     * @param slug in the address of its page
     * @param staff whether all of it is for staff
     */
    public record Part(String slug, String title, String textHtml, boolean staff, List<Operation> operations) {
        public Part {
            operations = List.copyOf(operations);
        }

        public String href() {
            return "/api/docs/" + slug;
        }
    }

    /**
     * @param access who may call it, in words
     * @param curl a command that calls it
     * @param body an example of what is sent; null if nothing is
     */
    public record Operation(
            String id,
            String method,
            String path,
            String summary,
            String textHtml,
            String access,
            List<Parameter> parameters,
            @Nullable Body body,
            List<Answer> answers,
            List<Problem> problems,
            String curl) {
        public Operation {
            parameters = List.copyOf(parameters);
            answers = List.copyOf(answers);
            problems = List.copyOf(problems);
        }

        /** The errors of its own work. */
        public List<Problem> ownProblems() {
            return problems.stream().filter(problem -> !problem.general()).toList();
        }

        /** Those that follow from how every request is read and answered. */
        public List<Problem> generalProblems() {
            return problems.stream().filter(Problem::general).toList();
        }

        /** Whether a form can try it: a stream never ends, and a request without a method of its own is none. */
        public boolean canBeTried() {
            return answers.stream().noneMatch(Answer::streamed);
        }
    }

    /** @param in where it is sent: {@code path}, {@code query}, {@code header} */
    public record Parameter(String name, String in, String type, boolean required, String textHtml, String example) {}

    public record Body(String example, List<Property> properties) {
        public Body {
            properties = List.copyOf(properties);
        }
    }

    /** @param general whether it is one of those that many operations share */
    public record Problem(String status, String code, String textHtml, boolean general) {}

    /**
     * What is answered when all is well.
     *
     * @param example of the JSON; null if there is none
     */
    public record Answer(
            String status, String textHtml, @Nullable String example, List<Property> properties, boolean streamed) {
        public Answer {
            properties = List.copyOf(properties);
        }
    }

    /** @param name with those of what it is in: {@code lines[].price.minor} */
    public record Property(String name, String type, boolean required, String textHtml) {}

    /** The first page. */
    public record Index(String introductionHtml, List<Part> parts, String url) {
        private static final String FIRST = """
                STORE=%s

                # Find something; the id of its first variant is in the product
                curl -s "$STORE/api/v1/search?q=kettle&size=1"
                curl -s "$STORE/api/v1/products/PRODUCT-ID"

                # Open a cart
                curl -s -X POST "$STORE/api/v1/carts" -H "Idempotency-Key: $(uuidgen)"

                # Put two of the variant in
                curl -s -X POST "$STORE/api/v1/carts/CART-ID/lines" \\
                  -H "Idempotency-Key: $(uuidgen)" -H "Content-Type: application/json" \\
                  -d '{"variantId": "VARIANT-ID", "quantity": 2}'""";

        public Index {
            parts = List.copyOf(parts);
        }

        public String firstExample() {
            return FIRST.formatted(url);
        }

        public List<Part> forShoppers() {
            return parts.stream().filter(part -> !part.staff()).toList();
        }

        public List<Part> forStaff() {
            return parts.stream().filter(Part::staff).toList();
        }
    }

    /** The page of one part. */
    public record PartPage(Part part, List<Part> parts) {
        public PartPage {
            parts = List.copyOf(parts);
        }
    }
}
