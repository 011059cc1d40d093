package io.peakday.access;

import io.peakday.access.factor.RelyingParty;

/** How somebody proves their second factor. None of it is printed. */
public sealed interface FactorAnswer {
    /** What the authenticator app shows. */
    record Code(String code) implements FactorAnswer {
        @Override
        public String toString() {
            return "code";
        }
    }

    /** A recovery code. */
    record Recovery(String code) implements FactorAnswer {
        @Override
        public String toString() {
            return "recovery code";
        }
    }

    /**
     * What the browser gave for a passkey ({@code PublicKeyCredential.toJSON()}).
     *
     * @param party to whom the browser was to show it
     */
    record Passkey(String json, RelyingParty party) implements FactorAnswer {
        @Override
        public String toString() {
            return "passkey";
        }
    }
}
