package io.peakday.access;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings of the second factor of staff, under {@code peakday.identity}.
 *
 * @param secondFactor {@code optional}: who has one is asked for it; {@code required}: who has none may do nothing at the console but set
 *     one up. API keys are not asked
 */
@ConfigurationProperties("peakday.identity")
public record SecondFactorSettings(@DefaultValue("optional") SecondFactorPolicy secondFactor) {
    /** Whether a session of staff without a second factor opens nothing but the page where one is set up. */
    public boolean required() {
        return secondFactor == SecondFactorPolicy.REQUIRED;
    }
}
