package io.peakday.console;

import org.springframework.context.annotation.Configuration;

/** Wires the console. */
@Configuration(proxyBeanMethods = false)
public class ConsoleModule {}
