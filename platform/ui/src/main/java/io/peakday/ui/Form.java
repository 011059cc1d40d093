package io.peakday.ui;

import io.peakday.kernel.Failure;
import io.peakday.kernel.FieldError;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a person typed and what was wrong with it, so that a page can be shown again with everything still in place and
 * every error beside its field, all at once. Passwords and card numbers are not put in here.
 *
 * @param values by field name
 * @param errors by field name, one plain sentence each
 * @param problem what is wrong with the whole; null where nothing is
 */
public record Form(
        Map<String, String> values,
        Map<String, String> errors,
        @Nullable String problem) {
    public static final Form EMPTY = new Form(Map.of(), Map.of(), null);

    public Form {
        values = Map.copyOf(values);
        errors = new LinkedHashMap<>(errors);
    }

    public static Form of(Map<String, String> values) {
        return new Form(values, Map.of(), null);
    }

    /** This form with the errors of a refusal: its fields, or its sentence where it names none. */
    public Form failed(Failure failure) {
        Map<String, String> all = new LinkedHashMap<>(errors);
        for (FieldError error : failure.fields()) {
            all.putIfAbsent(error.field(), error.message());
        }
        return new Form(values, all, failure.fields().isEmpty() ? failure.detail() : problem);
    }

    public Form error(String field, String message) {
        Map<String, String> all = new LinkedHashMap<>(errors);
        all.putIfAbsent(field, message);
        return new Form(values, all, problem);
    }

    public Form problem(String sentence) {
        return new Form(values, errors, sentence);
    }

    public Form put(String field, String value) {
        Map<String, String> all = new HashMap<>(values);
        all.put(field, value);
        return new Form(all, errors, problem);
    }

    public boolean ok() {
        return errors.isEmpty() && problem == null;
    }

    public String value(String field) {
        return values.getOrDefault(field, "");
    }

    public boolean chosen(String field, String value) {
        return value(field).equals(value);
    }

    public @Nullable String errorOf(String field) {
        return errors.get(field);
    }

    public Field field(String name, String label) {
        return Field.text(name, label, value(name), errors.get(name));
    }

    /** The id of the first field that is wrong, to put the focus on; empty where none is. */
    public String firstWrong() {
        return errors.isEmpty()
                ? ""
                : Field.text(errors.keySet().iterator().next(), "", "", null).id();
    }
}
