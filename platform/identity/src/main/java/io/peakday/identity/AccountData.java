package io.peakday.identity;

import io.peakday.engines.Database;
import io.peakday.engines.SqlTime;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** What accounts keep beside what a customer sees on the pages of the account: devices, and addresses waiting for a proof. */
final class AccountData implements PersonalData {
    /** A device that has signed in before; what tells it from others is known only to the device. */
    record KnownDevice(Instant lastUsedAt) {}

    /** A mail with a link that has not been followed yet. */
    record OpenProof(String purpose, String email, Instant expiresAt) {}

    /** Both of them. */
    record Kept(List<KnownDevice> knownDevices, List<OpenProof> openProofs) {}

    private final Database database;

    AccountData(Database database) {
        this.database = database;
    }

    @Override
    public String section() {
        return "signIn";
    }

    @Override
    public Object of(UUID customerId) {
        return new Kept(
                database.sql()
                        .sql("select last_used_at from identity.known_device where owner_id = ? order by 1")
                        .param(customerId)
                        .query((row, n) -> new KnownDevice(SqlTime.instant(row, "last_used_at")))
                        .list(),
                database.sql()
                        .sql("select purpose, email, expires_at from identity.mail_token where owner_id = ? order by 3")
                        .param(customerId)
                        .query((row, n) -> new OpenProof(
                                row.getString("purpose"), row.getString("email"), SqlTime.instant(row, "expires_at")))
                        .list());
    }
}
