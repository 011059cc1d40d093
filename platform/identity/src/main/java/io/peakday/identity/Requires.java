package io.peakday.identity;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * What the caller of a controller method must hold; all of them. On a class it is the default of its methods. Every
 * handler under {@code /api/v1/admin} and {@code /console} must carry this or {@link Unguarded}; one that does not is
 * refused to everybody.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.METHOD})
public @interface Requires {
    /** Names of permissions, of {@code <Module>Permissions.Names}; the start fails where no module declares one. */
    String[] value();

    /** Whether {@link Actor.EnrollingStaff} may call it, too: only what serves to set a second factor up, and signing out. */
    boolean whileEnrolling() default false;
}
