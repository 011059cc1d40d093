package io.peakday.notify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.peakday.identity.Actor.Staff;
import io.peakday.identity.CurrentActor;
import io.peakday.identity.IdentityModule;
import io.peakday.identity.Permissions;
import io.peakday.identity.Role;
import io.peakday.kernel.Failure;
import io.peakday.kernel.Ids;
import io.peakday.mail.MailModule;
import io.peakday.mail.Mailbox;
import io.peakday.testkit.SteppedClock;
import io.peakday.testkit.TestDatabase;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whoever may look at the mailbox cannot become whoever gets the mails; what an owner is shown, {@code MailboxPagesTest} sees. */
class RevealedMailsTest {
    private static final Permissions PERMISSIONS = Permissions.of(new IdentityModule(), new NotifyModule());

    @RegisterExtension
    static final TestDatabase postgres = TestDatabase.with(MailModule.SCHEMA);

    private final RevealedMails mails = new RevealedMails(new Mailbox(postgres.database(), new SteppedClock()));

    /** Those of the platform, and those that modules beside this one declare. */
    static Stream<Role> roles() {
        return Stream.concat(PERMISSIONS.roles().stream(), Stream.of(new Role("CATALOG"), new Role("FULFILMENT")));
    }

    @ParameterizedTest
    @MethodSource("roles")
    void onlyAnOwnerMayShowAMailInFull(Role role) throws Exception {
        Staff member = new Staff(Ids.next(), "m@x", "M", Set.of(role), PERMISSIONS.of(role), Ids.next());
        assertThat(member.may(NotifyPermissions.MAILBOX_REVEAL)).isEqualTo(role.equals(Role.OWNER));
        if (role.equals(Role.OWNER)) {
            assertThat(CurrentActor.callAs(member, () -> mails.reveal(Ids.next())))
                    .isEmpty();
        } else {
            assertThatThrownBy(() -> CurrentActor.callAs(member, () -> mails.reveal(Ids.next())))
                    .isInstanceOfSatisfying(
                            Failure.class, failure -> assertThat(failure.code()).isEqualTo("identity.forbidden"));
        }
    }
}
