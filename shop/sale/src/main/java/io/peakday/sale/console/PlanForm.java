package io.peakday.sale.console;

import io.peakday.consolekit.LocalTimes;
import io.peakday.kernel.FieldError;
import io.peakday.kernel.Money;
import io.peakday.sale.AdmissionPolicy;
import io.peakday.sale.Sale;
import io.peakday.sale.SaleDraft;
import io.peakday.sale.SaleItem;
import io.peakday.sale.console.SalePages.Choice;
import io.peakday.ui.Form;
import io.peakday.ui.Formats;
import io.peakday.ui.TypedMoney;
import io.peakday.web.Parameters;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Currency;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The form that plans a sale. Every field that is wrong is reported at once: what cannot be read is reported as such, and for the rest
 * of the checks stands something harmless in its place.
 */
final class PlanForm {
    private final Map<String, String> typed;
    private final ZoneId zone;
    private Form form;

    private PlanForm(Map<String, String> typed, ZoneId zone) {
        this.typed = typed;
        this.zone = zone;
        this.form = Form.of(typed);
    }

    /** @param draft null where the form has errors */
    record Result(Form form, @Nullable SaleDraft draft) {}

    /** A form to begin with: tomorrow at noon for two hours, one unit a customer, ten minutes to pay. */
    static Form fresh(String name, ZoneId zone, Instant now) {
        Instant noon = now.atZone(zone)
                .plusDays(1)
                .truncatedTo(ChronoUnit.DAYS)
                .withHour(12)
                .toInstant();
        Map<String, String> values = new HashMap<>();
        values.put("name", name.length() > 200 ? name.substring(0, 200) : name);
        values.put("perCustomer", "1");
        values.put("hold", Long.toString(SaleDraft.DEFAULT_HOLD.toMinutes()));
        values.put("opensAt", LocalTimes.field(noon, zone));
        values.put("closesAt", LocalTimes.field(noon.plus(Duration.ofHours(2)), zone));
        return Form.of(values);
    }

    static Result read(Map<String, String> typed, Choice chosen, Currency currency, ZoneId zone, Instant now) {
        PlanForm plan = new PlanForm(typed, zone);
        SaleDraft draft = new SaleDraft(
                plan.text("name"),
                chosen.variant().variantId(),
                plan.price(currency),
                plan.number("setAside", 1),
                plan.number("perCustomer", 1),
                plan.hold(),
                plan.moment("opensAt", now),
                plan.moment("closesAt", now.plus(Duration.ofHours(1))),
                plan.admission(),
                plan.text("accessCode").isEmpty() ? null : plan.text("accessCode"));
        return plan.checked(draft, chosen, now);
    }

    /** The same for one more item of a sale, which has everything else already. */
    static Result readItem(Map<String, String> typed, Choice chosen, Currency currency, Sale sale, Instant now) {
        PlanForm plan = new PlanForm(typed, ZoneOffset.UTC);
        SaleItem item = new SaleItem(
                chosen.variant().variantId(),
                plan.price(currency),
                plan.number("setAside", 1),
                plan.number("perCustomer", 1));
        return plan.checked(SaleDraft.of(sale).with(item), chosen, now);
    }

    private Result checked(SaleDraft draft, Choice chosen, Instant now) {
        for (FieldError error : draft.wrong(now)) {
            wrong(field(error.field()), sentence(error));
        }
        if (draft.allocated() > chosen.available()) {
            wrong("setAside", tooFew(chosen.available()));
        }
        return new Result(form, form.ok() ? draft : null);
    }

    private static String field(String name) {
        return switch (name) {
            case "door.admissionsPerSecond" -> "admissions";
            case "door.challengeBits" -> "challengeBits";
            default -> name;
        };
    }

    /** {@code Only 3 units are in stock.} */
    static String tooFew(int available) {
        return "Only " + Formats.count(available, "unit is", "units are") + " in stock.";
    }

    private String text(String field) {
        return typed.getOrDefault(field, "").strip();
    }

    private void wrong(String field, String sentence) {
        form = form.error(field, sentence);
    }

    private Money price(Currency currency) {
        String text = text("price");
        try {
            return TypedMoney.read(text, currency);
        } catch (ArithmeticException | NumberFormatException e) {
            wrong("price", text.isEmpty() ? "Say what it costs." : "“" + text + "” is not a price such as 12.50.");
            return Money.zero(currency);
        }
    }

    private int number(String field, int otherwise) {
        String text = text(field);
        try {
            int number = Parameters.wholeInt(text);
            if (number >= 0) {
                return number;
            }
        } catch (NumberFormatException e) {
            // Reported below, like a number below nothing.
        }
        wrong(field, text.isEmpty() ? "Say how many." : "“" + text + "” is not a whole number.");
        return otherwise;
    }

    /** Both may be left empty. */
    private @Nullable AdmissionPolicy admission() {
        int difficulty = text("challengeBits").isEmpty() ? 0 : number("challengeBits", 0);
        if (text("admissions").isEmpty()) {
            if (difficulty > 0) {
                wrong("admissions", "A puzzle needs a line to stand before: say how many a second.");
            }
            return null;
        }
        return new AdmissionPolicy(number("admissions", 1), difficulty);
    }

    private Duration hold() {
        return Duration.ofMinutes(number("hold", Math.toIntExact(SaleDraft.DEFAULT_HOLD.toMinutes())));
    }

    private Instant moment(String field, Instant otherwise) {
        Optional<LocalDateTime> local = LocalTimes.read(typed.get(field));
        if (local.isEmpty()) {
            wrong(field, "Say a date and a time, such as 2026-11-27 12:00.");
            return otherwise;
        }
        Optional<Instant> at = LocalTimes.in(local.get(), zone);
        if (at.isEmpty()) {
            wrong(field, "The clocks are put forward that night, so there is no such time.");
        }
        return at.orElse(otherwise);
    }

    private static String sentence(FieldError error) {
        return switch (error.field() + ":" + error.code()) {
            case "name:required" -> "Give the sale a name; shoppers read it.";
            case "name:length" -> "A name has 200 characters at most.";
            case "setAside:out-of-range" -> "From 1 to " + Formats.count(SaleDraft.MAX_ALLOCATED) + " units.";
            case "perCustomer:out-of-range" -> "From 1 to " + SaleDraft.MAX_PER_CUSTOMER + " units.";
            case "price:out-of-range" -> "This price is beyond what can be.";
            case "accessCode:malformed" -> "6 to 40 letters, digits and dashes.";
            case "hold:out-of-range" -> "From 1 to 1,440 minutes.";
            default -> error.message();
        };
    }
}
