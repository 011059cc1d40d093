package io.peakday.access;

import io.peakday.access.factor.Passkeys;
import io.peakday.access.factor.RelyingParty;
import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** What a browser is asked to do with a passkey, as WebAuthn's JSON forms have it; bytes are base64url. */
public sealed interface PasskeyRequest {
    /** How long the browser waits for the person. */
    int TIMEOUT_MS = 120_000;

    /** The options for {@code navigator.credentials}. */
    Map<String, Object> options();

    /** To sign with one of these ({@code PublicKeyCredentialRequestOptionsJSON}). */
    @SuppressWarnings("ArrayRecordComponent") // a question on its way through; never compared
    record Answer(byte[] challenge, RelyingParty party, List<byte[]> allowed) implements PasskeyRequest {
        @Override
        public Map<String, Object> options() {
            return Map.of(
                    "challenge",
                    text(challenge),
                    "rpId",
                    party.id(),
                    "timeout",
                    TIMEOUT_MS,
                    "userVerification",
                    "preferred",
                    "allowCredentials",
                    keys(allowed));
        }
    }

    /** To make a new one, on a device that has none of those that are there ({@code PublicKeyCredentialCreationOptionsJSON}). */
    @SuppressWarnings("ArrayRecordComponent") // a question on its way through; never compared
    record Creation(byte[] challenge, RelyingParty party, UUID staffId, String email, String name, List<byte[]> present)
            implements PasskeyRequest {
        @Override
        public Map<String, Object> options() {
            byte[] user = ByteBuffer.allocate(2 * Long.BYTES)
                    .putLong(staffId.getMostSignificantBits())
                    .putLong(staffId.getLeastSignificantBits())
                    .array();
            return Map.of(
                    "challenge",
                    text(challenge),
                    "rp",
                    Map.of("id", party.id(), "name", "Peakday console"),
                    "user",
                    Map.of("id", text(user), "name", email, "displayName", name),
                    "pubKeyCredParams",
                    Passkeys.ALGORITHMS.stream()
                            .map(id -> Map.of("type", "public-key", "alg", id))
                            .toList(),
                    "timeout",
                    TIMEOUT_MS,
                    "excludeCredentials",
                    keys(present),
                    "authenticatorSelection",
                    Map.of("residentKey", "discouraged", "userVerification", "preferred"),
                    "attestation",
                    "none");
        }
    }

    private static List<Map<String, String>> keys(List<byte[]> ids) {
        return ids.stream()
                .map(id -> Map.of("type", "public-key", "id", text(id)))
                .toList();
    }

    private static String text(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
