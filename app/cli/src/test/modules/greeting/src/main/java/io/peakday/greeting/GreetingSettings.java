package io.peakday.greeting;

import jakarta.validation.constraints.NotNull;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/** @param language in which those are greeted who ask for none */
@ConfigurationProperties("peakday.greeting")
@Validated
public record GreetingSettings(@DefaultValue("en") @NotNull String language) {}
