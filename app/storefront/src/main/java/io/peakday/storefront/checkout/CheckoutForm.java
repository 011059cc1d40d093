package io.peakday.storefront.checkout;

import io.peakday.customers.CustomerAddress;
import io.peakday.kernel.Failure;
import io.peakday.payments.CardDetails;
import io.peakday.pricing.Address;
import io.peakday.storefrontkit.Sentences;
import io.peakday.ui.Form;
import io.peakday.web.Parameters;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What was typed at checkout, read into what the modules below understand; every wrong field is found at once. The card's
 * fields never get into the form's values, so a page cannot show them again.
 */
final class CheckoutForm {
    private static final List<String> KEPT = List.of(
            "email",
            "name",
            "line1",
            "line2",
            "postalCode",
            "city",
            "region",
            "country",
            "phone",
            "shippingMethod",
            "saved",
            "bill.name",
            "bill.line1",
            "bill.line2",
            "bill.postalCode",
            "bill.city",
            "bill.region",
            "bill.country");
    private static final Pattern EXPIRY = Pattern.compile("\\s*([0-9]{1,2})\\s*[/ -]?\\s*([0-9]{2}|[0-9]{4})\\s*");
    private static final Pattern EMAIL = Pattern.compile("[^@\\s]+@[^@\\s]+\\.[^@\\s.]{2,}");
    private static final int MAX_VALUE = 300;

    private final Map<String, String> sent;
    private Form form;

    CheckoutForm(Map<String, String> sent, String country) {
        this.sent = sent;
        Map<String, String> values = new HashMap<>();
        for (String name : KEPT) {
            String value = sent.get(name);
            if (value != null) {
                values.put(name, value.length() > MAX_VALUE ? value.substring(0, MAX_VALUE) : value);
            }
        }
        values.putIfAbsent("country", country);
        values.putIfAbsent("bill.country", country);
        values.put("billSame", sent.containsKey("billSameShown") && !sent.containsKey("billSame") ? "no" : "yes");
        this.form = Form.of(values);
    }

    Form form() {
        return form;
    }

    String value(String name) {
        return form.value(name);
    }

    boolean billSame() {
        return form.chosen("billSame", "yes");
    }

    void refuse(String field, String sentence) {
        form = form.error(field, sentence);
    }

    /** Starts the address from an entry of the address book. */
    void fill(CustomerAddress address) {
        form = form.put("name", address.recipient())
                .put("line1", address.line1())
                .put("line2", address.line2())
                .put("postalCode", address.postcode())
                .put("city", address.city())
                .put("region", address.region())
                .put("country", address.country())
                .put("phone", address.phone());
    }

    void put(String name, String value) {
        form = form.put(name, value);
    }

    void checkEmail() {
        if (value("email").isBlank()) {
            refuse("email", "Please enter an e-mail address.");
        } else if (!EMAIL.matcher(value("email").strip()).matches()) {
            refuse("email", "This does not look like an e-mail address.");
        }
    }

    /** The address whose fields have that prefix; null, and errors in the form, where it is not complete. */
    @Nullable
    Address address(String prefix) {
        try {
            return new Address(
                    value(prefix + "name"),
                    value(prefix + "line1"),
                    value(prefix + "line2"),
                    value(prefix + "postalCode"),
                    value(prefix + "city"),
                    value(prefix + "region"),
                    value(prefix + "country"),
                    prefix.isEmpty() ? value("phone") : null);
        } catch (Failure failure) {
            form = Sentences.put(form, failure, prefix, Map.of());
            return null;
        }
    }

    /** The card; null, and errors in the form, where it cannot be one. */
    @Nullable
    CardDetails card() {
        Matcher expiry = EXPIRY.matcher(sent.getOrDefault("card.expiry", ""));
        int month = 0;
        int year = 0;
        if (expiry.matches()) {
            month = Parameters.wholeInt(expiry.group(1));
            year = Parameters.wholeInt(expiry.group(2));
            year = year < 100 ? 2000 + year : year;
        }
        try {
            return new CardDetails(
                    sent.getOrDefault("card.number", "").strip(),
                    month,
                    year,
                    sent.getOrDefault("card.cvc", "").strip(),
                    sent.getOrDefault("card.holder", ""));
        } catch (Failure failure) {
            form = Sentences.put(form, failure, "card.", Map.of("expiryMonth", "expiry", "expiryYear", "expiry"));
            return null;
        }
    }
}
