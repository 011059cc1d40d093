package io.peakday.consolekit;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;

/**
 * Wires the console pages of a module, whose descriptor imports it. Left out where the {@link ConsoleKitModule} is not: in commands that
 * open a store offline, and in tests of the module alone.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Configuration(proxyBeanMethods = false)
@Conditional(WithConsole.class)
public @interface ConsoleConfiguration {}
