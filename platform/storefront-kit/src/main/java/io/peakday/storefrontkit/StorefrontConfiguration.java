package io.peakday.storefrontkit;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;

/**
 * Wires what a module has on pages of the shop; its descriptor imports it. Left out where no {@link StorefrontContext} makes the frame
 * of a page: in commands that open a store offline, and in tests of the module alone.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Configuration(proxyBeanMethods = false)
@Conditional(WithStorefront.class)
public @interface StorefrontConfiguration {}
