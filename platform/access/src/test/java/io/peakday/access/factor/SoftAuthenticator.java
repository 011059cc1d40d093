package io.peakday.access.factor;

import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.dataformat.cbor.CBORMapper;

/**
 * A browser with a security key that signs whatever it is asked to (ES256, attestation {@code none}): what its answers look like is
 * written from WebAuthn level 2, sections 5.8.1, 6.1 and 6.5, so that it can also give wrong ones.
 */
public final class SoftAuthenticator {
    private static final JsonMapper JSON = new JsonMapper();
    private static final CBORMapper CBOR = new CBORMapper();
    private static final int PRESENT = 0x01;
    private static final int ATTESTED = 0x40;

    private final KeyPair pair;
    private final byte[] id = new byte[32];
    private final boolean counts;
    private int count;

    /** @param counts whether it counts its signatures */
    public SoftAuthenticator(boolean counts) {
        this.counts = counts;
        new SecureRandom().nextBytes(id);
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            pair = generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    public byte[] id() {
        return id.clone();
    }

    /** Sets the count back, as a copy made earlier would have it. */
    public void countAgainFrom(int earlier) {
        count = earlier;
    }

    /** The answer of {@code navigator.credentials.create}. */
    public String create(byte[] challenge, RelyingParty party) {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("fmt", "none");
        object.put("attStmt", Map.of());
        object.put("authData", data(party, ATTESTED));
        return answer(Map.of(
                "clientDataJSON", text(client("webauthn.create", challenge, party.origin())),
                "attestationObject", text(CBOR.writeValueAsBytes(object))));
    }

    /** The answer of {@code navigator.credentials.get}. */
    public String sign(byte[] challenge, RelyingParty party) {
        return sign(challenge, party, party.origin());
    }

    /** The same on a page of another origin, as a browser would not do it. */
    public String sign(byte[] challenge, RelyingParty party, String origin) {
        byte[] client = client("webauthn.get", challenge, origin);
        byte[] data = data(party, 0);
        return answer(Map.of(
                "clientDataJSON", text(client),
                "authenticatorData", text(data),
                "signature", text(signature(data, sha256(client)))));
    }

    private byte[] data(RelyingParty party, int flags) {
        if (counts) {
            count++;
        }
        ByteArrayOutputStream data = new ByteArrayOutputStream();
        data.writeBytes(sha256(party.id().getBytes(StandardCharsets.UTF_8)));
        data.write(PRESENT | flags);
        data.writeBytes(ByteBuffer.allocate(Integer.BYTES).putInt(count).array());
        if (flags == ATTESTED) {
            data.writeBytes(new byte[16]);
            data.writeBytes(
                    ByteBuffer.allocate(Short.BYTES).putShort((short) id.length).array());
            data.writeBytes(id);
            data.writeBytes(cose());
        }
        return data.toByteArray();
    }

    /** RFC 9053, section 7.1.1: an elliptic curve key of P-256 for ES256. */
    private byte[] cose() {
        ECPublicKey key = (ECPublicKey) pair.getPublic();
        ByteArrayOutputStream cose = new ByteArrayOutputStream();
        cose.writeBytes(new byte[] {(byte) 0xa5, 0x01, 0x02, 0x03, 0x26, 0x20, 0x01, 0x21, 0x58, 0x20});
        cose.writeBytes(fixed(key.getW().getAffineX()));
        cose.writeBytes(new byte[] {0x22, 0x58, 0x20});
        cose.writeBytes(fixed(key.getW().getAffineY()));
        return cose.toByteArray();
    }

    private byte[] signature(byte[]... parts) {
        try {
            Signature signature = Signature.getInstance("SHA256withECDSA");
            signature.initSign(pair.getPrivate());
            for (byte[] part : parts) {
                signature.update(part);
            }
            return signature.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private String answer(Map<String, Object> response) {
        return JSON.writeValueAsString(Map.of(
                "id", text(id),
                "rawId", text(id),
                "type", "public-key",
                "clientExtensionResults", Map.of(),
                "response", response));
    }

    private static byte[] client(String type, byte[] challenge, String origin) {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("type", type);
        data.put("challenge", text(challenge));
        data.put("origin", origin);
        data.put("crossOrigin", false);
        return JSON.writeValueAsBytes(data);
    }

    private static byte[] fixed(BigInteger number) {
        byte[] bytes = number.toByteArray();
        byte[] fixed = new byte[32];
        int length = Math.min(bytes.length, fixed.length);
        System.arraycopy(bytes, bytes.length - length, fixed, fixed.length - length, length);
        return fixed;
    }

    private static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String text(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
