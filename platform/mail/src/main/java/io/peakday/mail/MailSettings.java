package io.peakday.mail;

import io.peakday.engines.SettingDefaults;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Settings of the mails, under {@code peakday.notify}.
 *
 * @param from the sender's address
 * @param fromName the sender's name
 * @param keep how long sent and received mails are kept
 * @param send whether this process sends what is queued; one that does not leaves it to the others
 */
@ConfigurationProperties("peakday.notify")
@Validated
public record MailSettings(
        @DefaultValue("store@peakday.example") @NotNull @Pattern(regexp = "[^@\\s<>]+@[^@\\s<>]+")
        String from,

        @DefaultValue("Peakday") @NotNull String fromName,
        @DefaultValue("90d") @NotNull Duration keep,
        @DefaultValue("true") boolean send,
        @DefaultValue @Valid Smtp smtp,
        @DefaultValue @Valid Queue queue) {

    public static MailSettings defaults() {
        return SettingDefaults.of(MailSettings.class);
    }

    /**
     * The server that takes the mails.
     *
     * @param host empty for the local mailbox
     * @param user empty for none
     * @param security {@code none}, {@code starttls} (required, not merely tried) or {@code tls} from the first byte
     * @param timeout for connecting and for each answer
     */
    public record Smtp(
            @DefaultValue("") String host,
            @DefaultValue("587") @Min(1) @Max(65_535) int port,
            @DefaultValue("") String user,
            @DefaultValue("") String password,

            @DefaultValue("starttls") @Pattern(regexp = "none|starttls|tls")
            String security,

            @DefaultValue("10s") @NotNull Duration timeout) {
        public boolean isLocal() {
            return host.isBlank();
        }

        @Override
        public String toString() {
            return "Smtp[" + (isLocal() ? "local mailbox" : host + ":" + port + ", " + security) + "]";
        }
    }

    /**
     * How persistently mails are sent.
     *
     * @param attempts after which a mail is given up
     * @param firstPause after the first failure; doubles with each
     * @param longestPause between two attempts
     * @param idlePoll how often a node looks for mails without having been woken
     * @param lease how long a node has for the mails it took before another may send them; longer than a batch can take
     */
    public record Queue(
            @DefaultValue("20") @Min(1) @Max(100) int attempts,
            @DefaultValue("10s") @NotNull Duration firstPause,
            @DefaultValue("4h") @NotNull Duration longestPause,
            @DefaultValue("5s") @NotNull Duration idlePoll,
            @DefaultValue("5m") @NotNull Duration lease) {
        public static Queue defaults() {
            return SettingDefaults.of(Queue.class);
        }
    }
}
