package io.peakday.access;

import static io.peakday.identity.Rows.uuid;

import io.peakday.engines.Database;
import io.peakday.identity.EmailKey;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import java.util.UUID;

/** Whose password or second factor it is, and where mails about it go. */
record StaffMember(UUID id, String email, String name) {
    static StaffMember of(StaffView view) {
        return new StaffMember(view.id(), view.email(), view.name());
    }

    static StaffMember of(StaffSession session) {
        return new StaffMember(session.staffId(), session.email(), session.name());
    }

    static Optional<StaffMember> find(Database database, UUID id) {
        return database.sql()
                .sql("select id, email, name from identity.staff where id = ?")
                .param(id)
                .query(StaffMember::read)
                .optional();
    }

    /** Who may sign in with this address. */
    static Optional<StaffMember> active(Database database, String email) {
        return database.sql()
                .sql("select id, email, name from identity.staff where email_key = ? and active")
                .param(EmailKey.of(email))
                .query(StaffMember::read)
                .optional();
    }

    /** Locks the member in the caller's transaction; empty if there is none who may sign in. */
    static Optional<StaffMember> lock(Database database, UUID id) {
        return database.sql()
                .sql("select id, email, name from identity.staff where id = ? and active for update")
                .param(id)
                .query(StaffMember::read)
                .optional();
    }

    private static StaffMember read(ResultSet row, int n) throws SQLException {
        return new StaffMember(uuid(row, "id"), row.getString("email"), row.getString("name"));
    }

    @Override
    public String toString() {
        return "staff:" + id;
    }
}
