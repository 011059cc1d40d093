package io.peakday.engines.kafka;

import io.peakday.engines.PrivateFile;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.kafka.common.security.scram.ScramLoginModule;

/**
 * The one user of an embedded broker, by which everybody who may use it logs in: clients, and the broker itself where it
 * asks its controller. Whoever knows the password may do everything; it lies in the broker's folder, for its owner only.
 *
 * <p>SCRAM proves to both sides that the other one knows the password, and discloses it to neither (RFC 5802). So a stranger
 * who takes the broker's port while it is down learns nothing from clients that come by, and cannot pose as the broker.
 *
 * @param password 256 random bits in hexadecimal digits, which need no escaping anywhere
 */
record BrokerLogin(String password) {
    private static final String USER = "peakday";
    private static final String MECHANISM = "SCRAM-SHA-256";
    private static final String PROTOCOL = "SASL_PLAINTEXT";
    private static final int SECRET_BYTES = 32;

    /** Clients that a person starts find here how to connect. */
    private static final String CLIENT_FILE = "client.properties";

    /**
     * The login of the broker whose folder this is; made when there is none. One that others could have read is none:
     * nothing is stored under the password, so another costs nothing.
     */
    static BrokerLogin of(Path folder) throws IOException {
        Path file = folder.resolve("password");
        Optional<String> kept = PrivateFile.read(file).map(String::strip).filter(text -> text.matches("[0-9a-f]{64}"));
        if (kept.isPresent()) {
            return new BrokerLogin(kept.get());
        }
        byte[] secret = new byte[SECRET_BYTES];
        new SecureRandom().nextBytes(secret);
        BrokerLogin fresh = new BrokerLogin(HexFormat.of().formatHex(secret));
        PrivateFile.write(file, fresh.password + "\n");
        return fresh;
    }

    /** What makes the broker ask everybody on its listeners, and log in there itself. */
    Map<String, String> ofListeners(List<String> listeners) {
        Map<String, String> all = new HashMap<>();
        all.put(
                "listener.security.protocol.map",
                listeners.stream().map(listener -> listener + ":" + PROTOCOL).collect(Collectors.joining(",")));
        all.put("sasl.enabled.mechanisms", MECHANISM);
        all.put("sasl.mechanism.inter.broker.protocol", MECHANISM);
        all.put("sasl.mechanism.controller.protocol", MECHANISM);
        for (String listener : listeners) {
            String prefix = "listener.name." + listener.toLowerCase(Locale.ROOT) + ".scram-sha-256.";
            all.put(prefix + "sasl.jaas.config", jaas());
            all.put(prefix + "sasl.server.callback.handler.class", OwnCredential.class.getName());
        }
        return all;
    }

    /** What a client sets beside the bootstrap list. */
    Map<String, String> ofClients() {
        return Map.of("security.protocol", PROTOCOL, "sasl.mechanism", MECHANISM, "sasl.jaas.config", jaas());
    }

    /** Writes how to connect, as Kafka's own tools take it ({@code --command-config}). */
    void writeFor(Path folder, String servers) throws IOException {
        Map<String, String> client = new TreeMap<>(ofClients());
        client.put("bootstrap.servers", servers);
        Properties file = new Properties();
        file.putAll(client);
        StringWriter text = new StringWriter();
        file.store(text, "How to connect to the embedded Kafka; written at each of its starts. Keep it to yourself.");
        PrivateFile.write(folder.resolve(CLIENT_FILE), text.toString());
    }

    private String jaas() {
        return ScramLoginModule.class.getName() + " required username=\"" + USER + "\" password=\"" + password + "\";";
    }

    @Override
    public String toString() {
        return "BrokerLogin[" + USER + "]";
    }
}
