package io.peakday.cart.planted;

import io.peakday.identity.Origin;
import io.peakday.identity.PasswordSignIn;
import io.peakday.identity.SessionKind;
import io.peakday.identity.SignIn;
import java.util.UUID;

/** Opens a session of staff without asking for a second step; planted for the test of the rule that forbids it. */
public final class SignsInByItself {
    private SignsInByItself() {}

    public static SignIn.SignedIn session(PasswordSignIn passwords, UUID staff, Origin origin) {
        return passwords.welcome(SessionKind.STAFF, staff, true, origin);
    }
}
