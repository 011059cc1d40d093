package io.peakday.web;

import java.beans.PropertyEditorSupport;
import java.util.function.Function;
import org.springframework.web.bind.WebDataBinder;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.InitBinder;

/**
 * Whole numbers in the parameters of controllers, by {@link Parameters}. These are editors and not converters: where a converter
 * refuses, Spring tries its own editor, which reads {@code 0x10} as 16 and {@code 1 2} as 12.
 */
@ControllerAdvice
final class StrictNumbers {
    @InitBinder
    void wholeNumbers(WebDataBinder binder) {
        binder.registerCustomEditor(int.class, new Whole(Parameters::wholeInt));
        binder.registerCustomEditor(Integer.class, new Whole(Parameters::wholeInt));
        binder.registerCustomEditor(long.class, new Whole(Parameters::whole));
        binder.registerCustomEditor(Long.class, new Whole(Parameters::whole));
    }

    /** An empty parameter is one that is not there. */
    private static final class Whole extends PropertyEditorSupport {
        private final Function<String, Number> read;

        Whole(Function<String, Number> read) {
            this.read = read;
        }

        @Override
        public void setAsText(String text) {
            setValue(text.isEmpty() ? null : read.apply(text));
        }
    }
}
