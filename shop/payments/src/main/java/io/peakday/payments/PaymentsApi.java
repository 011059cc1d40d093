package io.peakday.payments;

import io.peakday.identity.CurrentActor;
import io.peakday.kernel.Checks;
import io.peakday.kernel.Ids;
import io.peakday.payments.CardTokens.Payer;
import io.peakday.web.Parameters;
import io.peakday.web.Priority;
import io.peakday.web.Route;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
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

/**
 * Payments begin with a token that stands for a card, made here and used at checkout, so that a card's number goes no further. Payment
 * providers send their webhooks here, too.
 */
@RestController
@Tag(name = "Payments")
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
     * @param number 12 to 19 digits with a valid check digit, spaces and hyphens allowed; required
     * @param expiryMonth 1 to 12, as text or a whole number; required
     * @param expiryYear four digits, 2000 to 2100, as text or a whole number; required
     * @param cvc the card's security code, three or four digits; required
     * @param holder the name on the card, 1 to 100 characters; required
     * @param cartId the id of the cart that a guest is going to pay; without it the token serves the first one that it pays. A customer's
     *     token serves the customer
     */
    record CardForm(
            @Nullable String number,

            @Schema(types = {"string", "integer"}) @JsonDeserialize(using = Digits.class) @Nullable
            String expiryMonth,

            @Schema(types = {"string", "integer"}) @JsonDeserialize(using = Digits.class) @Nullable
            String expiryYear,

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

    /**
     * What became of a webhook, for the provider's log.
     *
     * @param outcome whether it was applied
     */
    record Receipt(WebhookOutcome outcome) {}

    /**
     * Creates a token that stands for a card, to pay with at checkout.
     *
     * <p>Nothing of the card is kept but the brand and the last four digits. A signed-in customer's token pays that customer's checkouts
     * only, a guest's the one cart. It can pay for a day, unless the store sets otherwise. That a card has expired is said by the bank, at
     * checkout. No {@code Idempotency-Key} is needed: each request makes another token, and none costs anything.
     *
     * @param form the card
     * @return the token, with what of the card may be shown
     * @throws io.peakday.kernel.Failure {@code payments.bad-card} (400) if something of the card is missing or not valid, or the cart's id is
     *     none
     * @throws io.peakday.kernel.Failure {@code payments.not-set-up} (409) if this store takes no payments
     */
    @Route(limit = "payment")
    @PostMapping("/payment-tokens")
    @ResponseStatus(HttpStatus.CREATED)
    CardToken createPaymentToken(@RequestBody CardForm form) {
        return cards.tokenize(form.card(), form.payer(CurrentActor.customerId().orElse(null)));
    }

    /**
     * Receives a webhook with which a payment provider reports on a payment.
     *
     * <p>The message is only a hint upon which the provider is asked. A webhook counts once; one that comes again changes nothing. No
     * {@code Idempotency-Key} is needed.
     *
     * @param provider the provider's name, such as {@code sandbox}
     * @param signature {@code t=} and the Unix time in seconds, {@code ,v1=} and the HMAC-SHA256, in lower-case hexadecimal digits, of that
     *     time, a dot and the body; not older than the store allows (five minutes unless set otherwise)
     * @param body a JSON object of up to 64 KiB: {@code id} names the message (1 to 100 characters), {@code authorizeKey} the payment
     * @return what became of it
     * @throws io.peakday.kernel.Failure {@code payments.no-provider} (404) if this store has no such provider
     * @throws io.peakday.kernel.Failure {@code payments.bad-signature} (403) if it is not signed as it should be, or too old
     * @throws io.peakday.kernel.Failure {@code payments.bad-webhook} (400) if the body is no such object, or too long
     * @throws io.peakday.kernel.Failure {@code group.full} (429) if too many changes wait at once
     */
    @PostMapping("/payments/webhooks/{provider}")
    Receipt receivePaymentWebhook(
            @PathVariable String provider,
            @RequestHeader(WebhookSignature.HEADER) String signature,
            @RequestBody String body) {
        return new Receipt(payments.receive(new Webhook(provider, signature, body)));
    }
}
