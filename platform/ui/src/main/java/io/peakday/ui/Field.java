package io.peakday.ui;

import org.jspecify.annotations.Nullable;

/**
 * One labelled input, with what was typed and what is wrong with it. Made by {@link Form#field}, refined by the
 * {@code with…} methods in a template.
 *
 * @param type of the HTML input
 * @param autocomplete the HTML autofill token, such as {@code email}; empty for none
 * @param inputmode which keyboard a phone shows; empty for the default
 * @param maxLength in characters; 0 for no limit
 * @param optional whether the label says so
 */
public record Field(
        String name,
        String label,
        String type,
        String value,
        @Nullable String error,
        String hint,
        String autocomplete,
        String inputmode,
        int maxLength,
        boolean optional) {
    static Field text(String name, String label, String value, @Nullable String error) {
        return new Field(name, label, "text", value, error, "", "", "", 200, false);
    }

    public Field type(String type) {
        return new Field(name, label, type, value, error, hint, autocomplete, inputmode, maxLength, optional);
    }

    public Field hint(String hint) {
        return new Field(name, label, type, value, error, hint, autocomplete, inputmode, maxLength, optional);
    }

    public Field autocomplete(String token) {
        return new Field(name, label, type, value, error, hint, token, inputmode, maxLength, optional);
    }

    public Field inputmode(String mode) {
        return new Field(name, label, type, value, error, hint, autocomplete, mode, maxLength, optional);
    }

    public Field max(int characters) {
        return new Field(name, label, type, value, error, hint, autocomplete, inputmode, characters, optional);
    }

    public Field asOptional() {
        return new Field(name, label, type, value, error, hint, autocomplete, inputmode, maxLength, true);
    }

    /** The element's id: the name with what an id may not hold replaced. */
    public String id() {
        return "f-" + name.replace('.', '-').replace('[', '-').replace("]", "");
    }

    public boolean invalid() {
        return error != null;
    }

    public String errorText() {
        return error == null ? "" : error;
    }

    /** Ids for {@code aria-describedby}; null leaves the attribute out. */
    public @Nullable String describedBy() {
        if (error != null) {
            return id() + "-error";
        }
        return hint.isEmpty() ? null : id() + "-hint";
    }

    /** Null leaves the attribute out. */
    public @Nullable String autocompleteOrNull() {
        return autocomplete.isEmpty() ? null : autocomplete;
    }

    public @Nullable String inputmodeOrNull() {
        return inputmode.isEmpty() ? null : inputmode;
    }
}
