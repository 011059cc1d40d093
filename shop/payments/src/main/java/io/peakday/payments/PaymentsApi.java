package io.peakday.payments;

import io.peakday.identity.CurrentActor;
import io.peakday.kernel.Checks;
import io.peakday.kernel.Ids;
import io.peakday.payments.CardTokens.Payer;
import io.peakday.web.Parameters;
import io.peakday.web.Priority;
import io.peakday.web.Route;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.annotation.JsonDeserialize;
import tools.jackson.databind.deser.std.StdDeserializer;

/** Tokens for cards, and the address providers send their webhooks to. */
@RestController
@RequestMapping("/api/v1")
@Route(priority = Priority.CRITICAL)
class PaymentsApi {
    private final Payments payments;
    private final CardTokens cards;

    PaymentsApi(Payments payments, CardTokens cards) {
        this.payments = payments;
        this.cards = cards;
    }

    /**
     * A card as it comes in. Every field is text, so that a number in the wrong place is refused in our words and never
     * repeated in a parser's message. Month and year may be whole numbers as well, as many programs hold them.
     *
     * @param cartId the cart that a guest is going to pay; without it the token serves the first one that it pays. A customer's
     *     token serves the customer
     */
    record CardForm(
            @Nullable String number,
            @JsonDeserialize(using = Digits.class) @Nullable String expiryMonth,
            @JsonDeserialize(using = Digits.class) @Nullable String expiryYear,
            @Nullable String cvc,
            @Nullable String holder,
            @Nullable String cartId) {
        Payer payer(@Nullable UUID customerId) {
            UUID cart = cartId == null ? null : Ids.parse(cartId).orElse(null);
            new Checks()
                    .require(cartId == null || cart != null, "cartId", "id", "cartId must be the id of a cart.")
                    .orThrow("payments.bad-card", "This card cannot be used as it was entered.");
            return Payer.of(customerId, cart);
        }

        CardDetails card() {
            int month = digits(expiryMonth);
            int year = digits(expiryYear);
            new Checks()
                    .require(month > 0, "expiryMonth", "number", "expiryMonth must be a number from 1 to 12.")
                    .require(year > 0, "expiryYear", "number", "expiryYear must be a year of four digits.")
                    .orThrow("payments.bad-card", "This card cannot be used as it was entered.");
            return new CardDetails(
                    number == null ? "" : number, month, year, cvc == null ? "" : cvc, holder == null ? "" : holder);
        }

        private static int digits(@Nullable String text) {
            try {
                int number = text == null ? 0 : Parameters.wholeInt(text);
                return number > 9_999 ? 0 : number;
            } catch (NumberFormatException e) {
                return 0;
            }
        }

        @Override
        public String toString() {
            return "CardForm";
        }
    }

    /** Digits as text or as a whole number. */
    static final class Digits extends StdDeserializer<String> {
        Digits() {
            super(String.class);
        }

        @Override
        public @Nullable String deserialize(JsonParser parser, DeserializationContext context) {
            return parser.hasToken(JsonToken.VALUE_STRING) || parser.hasToken(JsonToken.VALUE_NUMBER_INT)
                    ? parser.getString()
                    : (String) context.handleUnexpectedToken(getValueType(context), parser);
        }
    }

    /** What became of a webhook, for the provider's log. */
    record Receipt(WebhookOutcome outcome) {}

    @Route(limit = "payment")
    @PostMapping("/payment-tokens")
    @ResponseStatus(HttpStatus.CREATED)
    CardToken tokenize(@RequestBody CardForm form) {
        return cards.tokenize(form.card(), form.payer(CurrentActor.customerId().orElse(null)));
    }

    @PostMapping("/payments/webhooks/{provider}")
    Receipt webhook(
            @PathVariable String provider,
            @RequestHeader(WebhookSignature.HEADER) String signature,
            @RequestBody String body) {
        return new Receipt(payments.receive(new Webhook(provider, signature, body)));
    }
}
