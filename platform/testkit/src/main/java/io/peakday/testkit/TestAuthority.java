package io.peakday.testkit;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** An authority of a test, which signs certificates that live for a day; made by the JDK's keytool. */
public final class TestAuthority {
    /** Of all keystores. */
    public static final String PASSWORD = "changeit";

    private static final String KEYTOOL =
            Path.of(System.getProperty("java.home"), "bin", "keytool").toString();

    private final Path folder;
    private final String name;

    /**
     * A signed certificate with its key.
     *
     * @param certificate PEM
     * @param key PEM, PKCS#8
     * @param keystore PKCS12, with {@link #PASSWORD}
     */
    public record Issued(Path certificate, Path key, Path keystore) {
        /** For a server that shows it. */
        public SSLContext server() {
            try {
                KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
                keys.init(load(keystore), PASSWORD.toCharArray());
                SSLContext context = SSLContext.getInstance("TLS");
                context.init(keys.getKeyManagers(), null, null);
                return context;
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    private TestAuthority(Path folder, String name) {
        this.folder = folder;
        this.name = name;
    }

    /** @param folder where its files are kept; removed by whoever made it */
    public static TestAuthority create(Path folder, String name) {
        TestAuthority authority = new TestAuthority(folder, name);
        authority.pair(name, "-ext", "bc:c");
        authority.keytool("-exportcert", "-rfc", "-alias", name, "-keystore", name + ".p12", "-file", name + ".pem");
        return authority;
    }

    /** Its own certificate, PEM. */
    public Path certificate() {
        return folder.resolve(name + ".pem");
    }

    /** @param names as keytool takes them: {@code dns:localhost,ip:127.0.0.1} */
    public Issued issue(String alias, String names) {
        pair(alias);
        keytool("-certreq", "-alias", alias, "-keystore", alias + ".p12", "-file", alias + ".csr");
        keytool(
                "-gencert",
                "-rfc",
                "-alias",
                name,
                "-keystore",
                name + ".p12",
                "-infile",
                alias + ".csr",
                "-outfile",
                alias + ".pem",
                "-ext",
                "san=" + names,
                "-validity",
                "1");
        keytool("-importcert", "-noprompt", "-alias", name, "-keystore", alias + ".p12", "-file", name + ".pem");
        keytool("-importcert", "-noprompt", "-alias", alias, "-keystore", alias + ".p12", "-file", alias + ".pem");
        Path key = folder.resolve(alias + ".key");
        try {
            Key secret = load(folder.resolve(alias + ".p12")).getKey(alias, PASSWORD.toCharArray());
            String text = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(secret.getEncoded());
            Files.writeString(key, "-----BEGIN PRIVATE KEY-----\n" + text + "\n-----END PRIVATE KEY-----\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
        return new Issued(folder.resolve(alias + ".pem"), key, folder.resolve(alias + ".p12"));
    }

    /** For a client that trusts this authority only. */
    public SSLContext client() {
        try {
            KeyStore trusted = KeyStore.getInstance("PKCS12");
            trusted.load(null, null);
            trusted.setCertificateEntry(
                    name, load(folder.resolve(name + ".p12")).getCertificate(name));
            TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(trusted);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, trust.getTrustManagers(), null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void pair(String alias, String... more) {
        List<String> arguments = new ArrayList<>(List.of(
                "-genkeypair",
                "-alias",
                alias,
                "-keyalg",
                "EC",
                "-groupname",
                "secp256r1",
                "-dname",
                "CN=" + alias,
                "-validity",
                "1",
                "-keystore",
                alias + ".p12"));
        arguments.addAll(List.of(more));
        keytool(arguments.toArray(String[]::new));
    }

    private void keytool(String... arguments) {
        List<String> command = new ArrayList<>(List.of(KEYTOOL));
        command.addAll(List.of(arguments));
        command.addAll(List.of("-storepass", PASSWORD, "-storetype", "PKCS12"));
        try {
            Process process = new ProcessBuilder(command)
                    .directory(folder.toFile())
                    .redirectErrorStream(true)
                    .start();
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (process.waitFor() != 0) {
                throw new IllegalStateException("keytool " + arguments[0] + ": " + said);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static KeyStore load(Path keystore) {
        try (InputStream in = Files.newInputStream(keystore)) {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(in, PASSWORD.toCharArray());
            return store;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
