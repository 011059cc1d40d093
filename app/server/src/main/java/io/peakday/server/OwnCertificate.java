package io.peakday.server;

import io.peakday.kernel.Failure;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.ssl.SslBundleRegistry;

/**
 * The certificate with which the node's own port answers, and whether the one in the files can take its place.
 *
 * <p>Certificate and key are two files, and nothing writes two files at once. So a new content is judged when two looks in a row
 * have found the same, and is taken up only if both belong together; whatever else the files hold, and for however long, the pair
 * in force stays.
 */
final class OwnCertificate {
    /** Between two looks at the files. */
    static final Duration EVERY = Duration.ofSeconds(1);

    private static final String NOT_TAKEN = "What is in the files is not taken up";
    private static final String NO_START = NOT_TAKEN + ", and a restart would fail";

    private static final Logger LOG = LoggerFactory.getLogger(OwnCertificate.class);

    private final TlsFiles files;
    private final InstantSource clock;
    private volatile State state;

    // Of the one thread that looks.
    private String ofInForce;
    private String judged;
    private String seen;
    private @Nullable String warned;

    /** @param refused why what is in the files now is not in force; null if it is */
    private record State(TlsPair inForce, @Nullable String refused) {}

    /** @throws Failure {@code server.bad-tls} if the files hold no certificate with its key */
    OwnCertificate(TlsFiles files, InstantSource clock) {
        this.files = files;
        this.clock = clock;
        TlsFiles.Content content = files.content();
        this.state = new State(content.pair(), null);
        this.ofInForce = content.fingerprint();
        this.judged = ofInForce;
        this.seen = ofInForce;
        LOG.info(
                "This node's own port answers with the certificate {}",
                state.inForce().shown());
        warnOfDates();
    }

    void registerIn(SslBundleRegistry registry) {
        registry.registerBundle(TlsSettings.BUNDLE, state.inForce().bundle());
    }

    /** Looks at the files, and takes up what is new in them if it can be used. To be called by one thread. */
    void look(SslBundleRegistry registry) {
        TlsFiles.Content content = files.content();
        String found = content.fingerprint();
        boolean settled = found.equals(seen);
        seen = found;
        if (settled && !found.equals(judged)) {
            judge(content, registry);
        }
        warnOfDates();
    }

    private void judge(TlsFiles.Content content, SslBundleRegistry registry) {
        TlsPair inForce = state.inForce();
        judged = content.fingerprint();
        if (judged.equals(ofInForce)) {
            state = new State(inForce, null);
            LOG.info("The files of peakday.server.tls hold the certificate in force again, {}", inForce.shown());
            return;
        }
        try {
            TlsPair pair = content.pair();
            Instant now = clock.instant();
            if (!pair.isValidAt(now) && inForce.isValidAt(now)) {
                // Its time may come, or that of the one in force may end: it is judged again at the next look.
                judged = "";
                refuse(Objects.requireNonNull(pair.trouble(now)), NOT_TAKEN);
                return;
            }
            registry.updateBundle(TlsSettings.BUNDLE, pair.bundle());
            state = new State(pair, null);
            ofInForce = content.fingerprint();
            LOG.info("The certificate {} was taken up from the files of peakday.server.tls", pair.shown());
        } catch (Failure unusable) {
            refuse(unusable.detail(), NO_START);
        } catch (RuntimeException e) {
            refuse(
                    TlsSettings.bad("the port does not take them (" + e.getMessage() + ")")
                            .detail(),
                    NO_START);
        }
    }

    private void refuse(String why, String effect) {
        State before = state;
        String refused =
                why + " " + effect + "; the certificate " + before.inForce().shown() + ", stays in force.";
        if (!refused.equals(before.refused())) {
            state = new State(before.inForce(), refused);
            LOG.warn("{}", refused);
        }
    }

    /** Once for each of the sentences. */
    private void warnOfDates() {
        String trouble = state.inForce().trouble(clock.instant());
        if (trouble != null && !trouble.equals(warned)) {
            LOG.warn("{}", trouble);
        }
        warned = trouble;
    }

    /** What is wrong with the files or with the dates of the certificate in force; null when all is well. Waits for nothing. */
    @Nullable
    String trouble() {
        State now = state;
        String troubles = Stream.of(now.refused(), now.inForce().trouble(clock.instant()))
                .filter(Objects::nonNull)
                .collect(Collectors.joining(" "));
        return troubles.isEmpty() ? null : troubles;
    }
}
