package io.peakday.customers;

import io.peakday.identity.KnownDevices;
import io.peakday.identity.MailTokens;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** What accounts keep beside what a customer sees on the pages of the account: devices, and addresses waiting for a proof. */
final class AccountData implements PersonalData {
    /** A device that has signed in before; what distinguishes it from others is known only to the device. */
    record KnownDevice(Instant lastUsedAt) {}

    /** A mail with a link that has not been followed yet. */
    record OpenProof(String purpose, String email, Instant expiresAt) {}

    /** Both of them. */
    record Kept(List<KnownDevice> knownDevices, List<OpenProof> openProofs) {}

    private final KnownDevices devices;
    private final MailTokens tokens;

    AccountData(KnownDevices devices, MailTokens tokens) {
        this.devices = devices;
        this.tokens = tokens;
    }

    @Override
    public String section() {
        return "signIn";
    }

    @Override
    public Object of(UUID customerId) {
        return new Kept(
                devices.lastUsed(customerId).stream().map(KnownDevice::new).toList(),
                tokens.open(customerId).stream()
                        .map(open -> new OpenProof(open.purpose(), open.email(), open.expiresAt()))
                        .toList());
    }
}
