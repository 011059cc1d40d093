package io.peakday.identity;

import io.peakday.engines.SettingDefaults;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Settings of the identity module, under {@code peakday.identity}.
 *
 * @param publicUrl where customers reach the store, for links in mails; without a slash at its end
 * @param customerSession how long a customer stays signed in at most
 * @param customerIdle how long without being seen
 * @param staffSession how long a member of staff stays signed in at most
 * @param staffIdle how long without being seen
 * @param sessionCache how long a node may believe what it last read of a session; what this node itself ends is gone at
 *     once
 */
@Validated
@ConfigurationProperties("peakday.identity")
public record IdentitySettings(
        @DefaultValue("http://localhost:8080") String publicUrl,
        @DefaultValue("90d") Duration customerSession,
        @DefaultValue("30d") Duration customerIdle,
        @DefaultValue("12h") Duration staffSession,
        @DefaultValue("2h") Duration staffIdle,
        @DefaultValue("3s") Duration sessionCache,
        @Valid @DefaultValue Passwords passwords,
        @Valid @DefaultValue Mails mails,
        @Valid @DefaultValue Attempts attempts,
        @Valid @DefaultValue Keys keys) {

    /** Those that hold where nothing is set. */
    public static IdentitySettings defaults() {
        return SettingDefaults.of(IdentitySettings.class);
    }

    /**
     * How passwords are hashed (Argon2id, RFC 9106). The defaults are those of the OWASP cheat sheet.
     *
     * @param memoryKib memory of one hashing
     * @param passes over that memory
     * @param concurrency how many are hashed at a time; 0: half of the processors, so that the store goes on serving
     * @param maxWaiting how many may wait for their turn
     * @param patience how long one waits
     */
    public record Passwords(
            @Min(1024) @DefaultValue("19456") int memoryKib,
            @Min(1) @DefaultValue("2") int passes,
            @Min(0) @Max(256) @DefaultValue("0") int concurrency,
            @Min(1) @DefaultValue("200") int maxWaiting,
            @DefaultValue("10s") Duration patience) {}

    /**
     * How long the links in mails work.
     *
     * @param verification proving an address
     * @param reset setting a new password
     * @param perAccountAndHour how many mails of one kind an account may cause
     * @param undo taking an account back to its former address; as long nobody else may register that address
     */
    public record Mails(
            @DefaultValue("3d") Duration verification,
            @DefaultValue("1h") Duration reset,
            @Min(1) @DefaultValue("5") int perAccountAndHour,
            @DefaultValue("7d") Duration undo) {}

    /**
     * How often something may be tried within the window; successes do not count.
     *
     * @param perAccount at one account from one network address; also, how often its password may be asked for in vain in one session
     * @param perAddress at all accounts from one network address
     * @param perDevice at one account from a device on which its owner has signed in before
     * @param registrations new accounts from one network address
     */
    public record Attempts(
            @DefaultValue("15m") Duration window,
            @Min(1) @DefaultValue("10") int perAccount,
            @Min(1) @DefaultValue("100") int perAddress,
            @Min(1) @DefaultValue("20") int perDevice,
            @Min(1) @DefaultValue("100") int registrations) {}

    /**
     * The keys that all nodes share.
     *
     * @param overlap for how long what a replaced key signed still counts; as long as customers stay signed in, so that nobody
     *     notices
     */
    public record Keys(@DefaultValue("90d") Duration overlap) {}
}
