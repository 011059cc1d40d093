package io.peakday.engines;

import io.peakday.engines.postgres.PasswordFile;
import io.peakday.kernel.Failure;
import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * The logins of an embedded server, as they lie in its folder beside that of its superuser: one of the owner of the tables, one of
 * the program.
 */
public final class EmbeddedLogins {
    private final PasswordFile owner;
    private final PasswordFile program;

    private EmbeddedLogins(Path folder) {
        owner = new PasswordFile(folder.resolve("owner-password"));
        program = new PasswordFile(folder.resolve("program-password"));
    }

    /** Those of the server in a store's data folder. */
    public static EmbeddedLogins ofStore(Path data) {
        return new EmbeddedLogins(data.resolve("postgres"));
    }

    /** Those of the server in this folder. */
    static EmbeddedLogins ofServer(Path folder) {
        return new EmbeddedLogins(folder);
    }

    /** @throws Failure {@code store.password} if it cannot be read */
    public Login owner() {
        return login(DatabaseRoles.OWNER, owner);
    }

    /** @throws Failure {@code store.password} if it cannot be read */
    public Login program() {
        return login(DatabaseRoles.PROGRAM, program);
    }

    PasswordFile fileOf(String role) {
        return role.equals(DatabaseRoles.OWNER) ? owner : program;
    }

    private static Login login(String role, PasswordFile file) {
        try {
            String password = file.read();
            if (password != null) {
                return new Login(role, password);
            }
        } catch (IOException e) {
            throw unreadable(file, e);
        }
        throw unreadable(file, null);
    }

    private static Failure unreadable(PasswordFile file, @Nullable IOException e) {
        return Failure.unavailable(
                "store.password",
                "The database's password in " + file.path()
                        + " cannot be read; run this command as the user who started"
                        + " the store, and of the same version.",
                e);
    }
}
