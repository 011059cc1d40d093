package io.peakday.access.factor;

import com.webauthn4j.WebAuthnManager;
import com.webauthn4j.converter.AttestedCredentialDataConverter;
import com.webauthn4j.converter.util.ObjectConverter;
import com.webauthn4j.credential.CredentialRecordImpl;
import com.webauthn4j.data.AuthenticationData;
import com.webauthn4j.data.AuthenticationParameters;
import com.webauthn4j.data.PublicKeyCredentialParameters;
import com.webauthn4j.data.PublicKeyCredentialType;
import com.webauthn4j.data.RegistrationData;
import com.webauthn4j.data.RegistrationParameters;
import com.webauthn4j.data.attestation.AttestationObject;
import com.webauthn4j.data.attestation.authenticator.AttestedCredentialData;
import com.webauthn4j.data.attestation.authenticator.AuthenticatorData;
import com.webauthn4j.data.attestation.statement.COSEAlgorithmIdentifier;
import com.webauthn4j.data.attestation.statement.NoneAttestationStatement;
import com.webauthn4j.data.client.Origin;
import com.webauthn4j.data.client.challenge.DefaultChallenge;
import com.webauthn4j.data.extension.authenticator.AuthenticationExtensionsAuthenticatorOutputs;
import com.webauthn4j.data.extension.authenticator.RegistrationExtensionAuthenticatorOutput;
import com.webauthn4j.server.ServerProperty;
import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The two ceremonies of WebAuthn (level 2, sections 7.1 and 7.2), by webauthn4j. Whoever made the key is not asked (attestation
 * {@code none}): any passkey is better than none. That a person touched it is required; that the person was verified is preferred,
 * since the password has been asked for already.
 */
public final class Passkeys {
    /** ES256, EdDSA, RS256: what all browsers and keys between them can do. */
    public static final List<Long> ALGORITHMS = List.of(-7L, -8L, -257L);

    private static final Logger LOG = LoggerFactory.getLogger(Passkeys.class);
    private static final int CHALLENGE_BYTES = 32;
    private static final int MAX_ANSWER = 16_384;
    private static final int MAX_ID = 1_023;
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final List<PublicKeyCredentialParameters> PARAMETERS = ALGORITHMS.stream()
            .map(id -> new PublicKeyCredentialParameters(
                    PublicKeyCredentialType.PUBLIC_KEY, COSEAlgorithmIdentifier.create(id)))
            .toList();

    private final ObjectConverter converter = new ObjectConverter();
    private final WebAuthnManager manager = WebAuthnManager.createNonStrictWebAuthnManager(converter);
    private final AttestedCredentialDataConverter credentials = new AttestedCredentialDataConverter(converter);

    /**
     * A passkey as it is kept.
     *
     * @param id by which the browser finds it
     * @param credential its public key and what goes with it (attested credential data, section 6.5.1)
     * @param signCount how often it has signed, as it says itself; 0 if it does not count
     * @param backupEligible whether it can be on several devices
     */
    @SuppressWarnings("ArrayRecordComponent") // bytes on their way through; never compared
    public record Credential(byte[] id, byte[] credential, long signCount, boolean backupEligible) {}

    public static byte[] newChallenge() {
        byte[] challenge = new byte[CHALLENGE_BYTES];
        RANDOM.nextBytes(challenge);
        return challenge;
    }

    /** The new passkey that a browser answered with; empty if the answer is not one to this challenge. */
    public Optional<Credential> register(String answer, byte[] challenge, RelyingParty party) {
        if (answer.length() > MAX_ANSWER) {
            return Optional.empty();
        }
        try {
            RegistrationData data = manager.parseRegistrationResponseJSON(answer);
            manager.verify(data, new RegistrationParameters(server(challenge, party), PARAMETERS, false, true));
            AttestationObject attested = data.getAttestationObject();
            return attested == null ? Optional.empty() : made(attested.getAuthenticatorData());
        } catch (RuntimeException e) {
            return refused(e);
        }
    }

    /** By which passkey an answer says it was signed; empty if it is not shaped like one. */
    public Optional<byte[]> signer(String answer) {
        return parse(answer).flatMap(data -> Optional.ofNullable(data.getCredentialId()));
    }

    /**
     * What the passkey counts now that it has signed this challenge; empty if it has not. A count that does not rise is the sign of a
     * copy (section 6.1.1) and is refused.
     */
    public Optional<Long> verify(String answer, byte[] challenge, RelyingParty party, Credential known) {
        AuthenticationData data = parse(answer).orElse(null);
        if (data == null) {
            return Optional.empty();
        }
        try {
            CredentialRecordImpl record = new CredentialRecordImpl(
                    new NoneAttestationStatement(),
                    null,
                    known.backupEligible(),
                    null,
                    known.signCount(),
                    credentials.convert(known.credential()),
                    new AuthenticationExtensionsAuthenticatorOutputs<>(),
                    null,
                    null,
                    Set.of());
            manager.verify(
                    data,
                    new AuthenticationParameters(server(challenge, party), record, List.of(known.id()), false, true));
            AuthenticatorData<?> signed = data.getAuthenticatorData();
            return signed == null ? Optional.empty() : Optional.of(signed.getSignCount());
        } catch (RuntimeException e) {
            return refused(e);
        }
    }

    private Optional<Credential> made(AuthenticatorData<RegistrationExtensionAuthenticatorOutput> data) {
        AttestedCredentialData key = data.getAttestedCredentialData();
        return key == null || key.getCredentialId().length > MAX_ID
                ? Optional.empty()
                : Optional.of(new Credential(
                        key.getCredentialId(), credentials.convert(key), data.getSignCount(), data.isFlagBE()));
    }

    private Optional<AuthenticationData> parse(String answer) {
        if (answer.length() > MAX_ANSWER) {
            return Optional.empty();
        }
        try {
            AuthenticationData data = manager.parseAuthenticationResponseJSON(answer);
            return data == null || data.getCredentialId() == null ? Optional.empty() : Optional.of(data);
        } catch (RuntimeException e) {
            return refused(e);
        }
    }

    /** Whatever the library throws over a stranger's bytes: they are no answer. */
    private static <T> Optional<T> refused(RuntimeException reason) {
        LOG.debug("A passkey's answer is refused: {}", reason.toString());
        return Optional.empty();
    }

    private static ServerProperty server(byte[] challenge, RelyingParty party) {
        return new ServerProperty(new Origin(party.origin()), party.id(), new DefaultChallenge(challenge));
    }
}
