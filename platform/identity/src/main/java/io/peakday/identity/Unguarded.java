package io.peakday.identity;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A handler under {@code /api/v1/admin} or {@code /console} that is open on purpose, such as the sign-in page; a servlet there that is
 * open to all staff.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.METHOD})
public @interface Unguarded {
    /** Why that is safe. */
    String reason();
}
