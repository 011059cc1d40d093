package io.peakday.orders;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * What the law asks of invoices, under {@code peakday.invoices}.
 *
 * @param keepYears how many years after the end of the year of its order the recipient of an invoice is kept, although the
 *     customer was erased; 8 in Germany (§ 14b UStG, § 147 AO), 0 keeps nothing
 */
@ConfigurationProperties("peakday.invoices")
@Validated
public record InvoiceSettings(
        @DefaultValue("8") @Min(0) @Max(30) int keepYears) {
    /** As Germany's law asks. */
    public static final int DEFAULT_YEARS = 8;
}
