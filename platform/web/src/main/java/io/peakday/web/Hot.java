package io.peakday.web;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks a controller method that is called thousands of times a second. An ordinary request for it is answered without the
 * dispatcher, by the same method with the same arguments (see {@link io.peakday.web.hot.HotRoutes}); what is out of the
 * ordinary takes the ordinary way, so that there is one implementation, one document and one shape of errors.
 *
 * <p>Such a method is open to everybody, is mapped to one pattern and one of GET, POST, PUT, PATCH and DELETE and to nothing narrower, takes
 * {@code UUID} and {@code String} path variables, optional {@code String} headers and a JSON body, and returns a body, a {@code
 * ResponseEntity} or {@link io.peakday.cache.Prebuilt} bytes; a method that does not fit stops the start. HEAD of a method that returns ready
 * bytes is answered like its GET; every other HEAD takes the ordinary way.
 */
@Documented
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface Hot {
    /** An attribute of requests that a method has answered with prebuilt bytes. */
    String READY = "io.peakday.web.Hot.ready";

    /** Sent with prebuilt bytes; empty: as for every other address of its kind, {@code no-store} for the API. */
    String cacheControl() default "";

    /** What prebuilt bytes are the JSON of, for the description of the API. */
    Class<?> answers() default Void.class;
}
