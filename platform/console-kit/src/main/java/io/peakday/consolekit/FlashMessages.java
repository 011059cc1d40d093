package io.peakday.consolekit;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a page says after a form was sent and the browser was led back to it with {@code ?done=} and a code, never free text. Each
 * module brings its own as a bean.
 *
 * @param sentences by their codes; one that ends in {@code ": "} is completed by the number {@code n} of the address
 */
public record FlashMessages(Map<String, String> sentences) {
    public FlashMessages {
        sentences = Map.copyOf(sentences);
    }

    /**
     * Those of all modules.
     *
     * @throws IllegalStateException if two of them have the same code
     */
    public static FlashMessages all(Collection<FlashMessages> all) {
        Map<String, String> sentences = new HashMap<>();
        for (FlashMessages messages : all) {
            messages.sentences.forEach((code, sentence) -> {
                if (sentences.put(code, sentence) != null) {
                    throw new IllegalStateException("two messages of the console have the code " + code);
                }
            });
        }
        return new FlashMessages(sentences);
    }

    /** Null for no code, and for one that nobody knows. */
    @Nullable
    String sentence(@Nullable String code, @Nullable String number) {
        String sentence = code == null ? null : sentences.get(code);
        if (sentence == null || !sentence.endsWith(": ")) {
            return sentence;
        }
        return sentence + (number != null && number.matches("[0-9]{1,9}") ? number : "0") + ".";
    }
}
