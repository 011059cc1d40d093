package io.peakday.engines.kafka;

import java.security.NoSuchAlgorithmException;
import java.util.List;
import java.util.Map;
import javax.security.auth.callback.Callback;
import javax.security.auth.callback.NameCallback;
import javax.security.auth.callback.UnsupportedCallbackException;
import javax.security.auth.login.AppConfigurationEntry;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.security.auth.AuthenticateCallbackHandler;
import org.apache.kafka.common.security.scram.ScramCredential;
import org.apache.kafka.common.security.scram.ScramCredentialCallback;
import org.apache.kafka.common.security.scram.internals.ScramFormatter;
import org.apache.kafka.common.security.scram.internals.ScramMechanism;
import org.jspecify.annotations.Nullable;

/**
 * Answers a listener's question for a SCRAM credential (RFC 5802) from the listener's own login configuration: the user
 * that the broker itself logs in as is the one user there is.
 *
 * <p>Kafka's own handler looks into the metadata log, which must be open before anybody can be asked for a password, and
 * which a folder of an earlier version holds without one. This one needs nothing but its configuration, so the
 * controller's listener is guarded from its first connection on, and it has no state that brokers in one process could
 * share.
 *
 * <p>Public, with a public constructor, because Kafka makes it by its name.
 */
public final class OwnCredential implements AuthenticateCallbackHandler {
    /** The least that RFC 5802 allows; the password is 256 random bits, which no number of guesses finds. */
    private static final int ITERATIONS = 4096;

    private String user = "";
    private @Nullable ScramCredential credential;

    @Override
    public void configure(Map<String, ?> configs, String saslMechanism, List<AppConfigurationEntry> jaasConfigEntries) {
        Map<String, ?> login = jaasConfigEntries.getFirst().getOptions();
        user = String.valueOf(login.get("username"));
        try {
            credential = new ScramFormatter(ScramMechanism.forMechanismName(saslMechanism))
                    .generateCredential(String.valueOf(login.get("password")), ITERATIONS);
        } catch (NoSuchAlgorithmException e) {
            throw new KafkaException("no credential for " + saslMechanism, e);
        }
    }

    /** A user that does not exist gets no credential, which Kafka reports as a wrong one. */
    @Override
    public void handle(Callback[] callbacks) throws UnsupportedCallbackException {
        String asked = null;
        for (Callback callback : callbacks) {
            switch (callback) {
                case NameCallback name -> asked = name.getDefaultName();
                case ScramCredentialCallback scram -> {
                    if (user.equals(asked)) {
                        scram.scramCredential(credential);
                    }
                }
                default -> throw new UnsupportedCallbackException(callback);
            }
        }
    }

    @Override
    public void close() {
        credential = null;
    }
}
