package io.peakday.access;

import io.peakday.identity.Actor;
import io.peakday.identity.CurrentActor;
import io.peakday.identity.Permission;
import io.peakday.kernel.Failure;
import java.util.Collection;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * The one rule of who may give whom what: <b>nobody gives what they do not hold, and nobody gets a hold of what they do not
 * hold.</b>
 *
 * <p>It is asked by everything that makes, changes, closes or opens an account of staff, by everything by which one could sign in
 * as somebody else (a new password, a new second factor, ended sessions, an ended key that signs them), and by everything that makes, hands over or revokes a
 * key. {@link AccessPermissions#STAFF_MANAGE} alone says only that somebody may try. {@link Actor.SystemActor}, the command line of whoever
 * has the data folder, holds everything.
 */
final class Grants {
    private Grants() {}

    /**
     * Before permissions are given to a person or a key.
     *
     * @param code of the failure that is thrown if the current actor lacks one of them
     */
    static void requireHeld(Set<Permission> given, String code) {
        Set<Permission> lacking = lacking(CurrentActor.get(), given);
        if (!lacking.isEmpty()) {
            throw Failure.forbidden(
                    code,
                    "You may not give what you do not hold: " + named(lacking)
                            + ". Somebody who holds that has to do this.");
        }
    }

    /**
     * Before anything is done to somebody's account or key.
     *
     * @param held what whoever has that account or key may do, or could do again once it is opened
     * @throws Failure {@code identity.beyond-your-rights} if the current actor lacks one of them
     */
    static void requireOver(Set<Permission> held) {
        Set<Permission> lacking = lacking(CurrentActor.get(), held);
        if (!lacking.isEmpty()) {
            throw Failure.forbidden(
                    "identity.beyond-your-rights",
                    "This account or key may do more than you may (" + named(lacking)
                            + "), so it is not yours to change. Somebody who holds that has to do this.");
        }
    }

    /**
     * Before anything that everybody notices, such as the end of all sessions: who does it has a hold of every account and key.
     *
     * @param everything that anybody may hold
     * @throws Failure {@code identity.beyond-your-rights} if the current actor lacks any of it
     */
    static void requireOverEverybody(Set<Permission> everything) {
        Set<Permission> lacking = lacking(CurrentActor.get(), everything);
        if (!lacking.isEmpty()) {
            throw Failure.forbidden(
                    "identity.beyond-your-rights",
                    "This reaches everybody, also those who may do more than you may (" + named(lacking)
                            + "). Somebody who holds that has to do this.");
        }
    }

    static boolean isOverEverybody(Set<Permission> everything) {
        return lacking(CurrentActor.get(), everything).isEmpty();
    }

    static Set<Permission> lacking(Actor actor, Collection<Permission> asked) {
        Set<Permission> lacking = new TreeSet<>();
        for (Permission permission : asked) {
            if (!actor.may(permission)) {
                lacking.add(permission);
            }
        }
        return lacking;
    }

    static String named(Collection<Permission> permissions) {
        return permissions.stream().map(Permission::name).sorted().collect(Collectors.joining(", "));
    }
}
