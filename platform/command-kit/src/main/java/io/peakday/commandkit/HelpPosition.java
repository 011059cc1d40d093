package io.peakday.commandkit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Where {@code peakday help} lists a command: lower numbers come first, equal ones in the order of their names. The program's own
 * have 10 to 100, {@code test} and {@code help} the last; one without a number stands before those.
 */
@Documented
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
public @interface HelpPosition {
    /** Of a command that says nothing. */
    int DEFAULT = 500;

    int value();
}
