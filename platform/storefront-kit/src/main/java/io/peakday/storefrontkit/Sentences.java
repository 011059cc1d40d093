package io.peakday.storefrontkit;

import io.peakday.kernel.Failure;
import io.peakday.kernel.FieldError;
import io.peakday.ui.Form;
import java.util.Map;

/** Says what is wrong with a field in the words of the page, where the modules below speak of parameters. */
public final class Sentences {
    private static final Map<String, String> NAMES = Map.ofEntries(
            Map.entry("name", "a name"),
            Map.entry("recipient", "a name"),
            Map.entry("holder", "the name on the card"),
            Map.entry("line1", "street and number"),
            Map.entry("postalCode", "a postcode"),
            Map.entry("postcode", "a postcode"),
            Map.entry("city", "a town"),
            Map.entry("region", "a state or region"),
            Map.entry("email", "an e-mail address"),
            Map.entry("password", "a password"),
            Map.entry("number", "the number"),
            Map.entry("reason", "a reason"),
            Map.entry("title", "a few words"),
            Map.entry("text", "what others should know"));

    private Sentences() {}

    /**
     * Puts a failure's fields into a form.
     *
     * @param names the modules' field names to the form's, where they differ
     */
    public static Form put(Form form, Failure failure, String prefix, Map<String, String> names) {
        if (failure.fields().isEmpty()) {
            return form.problem(failure.detail());
        }
        Form result = form;
        for (FieldError error : failure.fields()) {
            result = result.error(prefix + names.getOrDefault(error.field(), error.field()), sentence(error));
        }
        return result;
    }

    public static Form put(Form form, Failure failure) {
        return put(form, failure, "", Map.of());
    }

    static String sentence(FieldError error) {
        String name = NAMES.get(error.field());
        if (name != null && error.code().equals("required")) {
            return "Please enter " + name + ".";
        }
        if (name != null && error.code().equals("length")) {
            String message = error.message();
            int limits = message.indexOf(" must have ");
            return limits < 0 ? message : "This must have" + message.substring(limits + " must have".length());
        }
        return switch (error.field() + ":" + error.code()) {
            case "email:format" -> "This does not look like an e-mail address.";
            case "postalCode:format", "postcode:format" -> "This is not a postcode of that country.";
            case "cvc:cvc" -> "The code has three or four digits and is on the back of the card.";
            case "expiryMonth:out-of-range", "expiryYear:out-of-range" ->
                "Enter the month and the year, such as 04/29.";
            case "rating:out-of-range" -> "Please choose one to five stars.";
            default -> error.message();
        };
    }
}
