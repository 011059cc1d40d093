package io.peakday.apidocs;

import com.github.therapi.runtimejavadoc.MethodJavadoc;
import com.github.therapi.runtimejavadoc.ParamJavadoc;
import com.github.therapi.runtimejavadoc.RuntimeJavadoc;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What the Javadoc of a controller's method says to a client's developer. All texts are Markdown.
 *
 * @param summary the first sentence, without its full stop
 * @param description what follows it; empty where nothing does
 * @param parameters by the names that they have in Java
 * @param answer what is answered; empty where nothing is said
 * @param problems in the order in which they are written
 */
record OperationText(
        String summary,
        String description,
        Map<String, String> parameters,
        String answer,
        List<DocumentedProblem> problems) {
    OperationText {
        parameters = Map.copyOf(parameters);
        problems = List.copyOf(problems);
    }

    /** @throws IllegalStateException if an error is not written as a {@link DocumentedProblem} is */
    static OperationText of(Method method) {
        MethodJavadoc javadoc = RuntimeJavadoc.getJavadoc(method);
        String text = Markdown.of(javadoc.getComment());
        Map<String, String> parameters = new LinkedHashMap<>();
        for (ParamJavadoc parameter : javadoc.getParams()) {
            parameters.put(parameter.getName(), sentence(Markdown.of(parameter.getComment())));
        }
        List<DocumentedProblem> problems = new ArrayList<>();
        for (String written : RawJavadoc.errors(method)) {
            problems.add(DocumentedProblem.read(written)
                    .orElseThrow(() -> new IllegalStateException(
                            method + " documents an error that is not written as \"{@code code} (status) if …\": "
                                    + written)));
        }
        String summary = Markdown.firstSentence(text);
        return new OperationText(
                summary.endsWith(".") ? summary.substring(0, summary.length() - 1) : summary,
                Markdown.rest(text),
                parameters,
                sentence(Markdown.of(javadoc.getReturns())),
                problems);
    }

    /** A phrase as a sentence: Javadoc's tags begin in lower case and end without a full stop. */
    static String sentence(String phrase) {
        if (phrase.isEmpty()) {
            return phrase;
        }
        String text = Character.toUpperCase(phrase.charAt(0)) + phrase.substring(1);
        return text.endsWith(".") ? text : text + '.';
    }
}
