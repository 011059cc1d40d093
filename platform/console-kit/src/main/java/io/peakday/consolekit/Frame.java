package io.peakday.consolekit;

import io.peakday.identity.Actor;
import io.peakday.identity.Permission;
import io.peakday.identity.Role;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What surrounds a page: who reads it, in which zone, and what happened just now.
 *
 * @param section the key of the rail's entry that is lit
 * @param rail the menu: what this member may open, in groups
 * @param zone of the operator's browser; UTC until its cookie says
 * @param done what was just done, a sentence; null for nothing
 * @param warnings what whoever runs the store must know on every page, sentences
 * @param problem why what was asked for was not done, a sentence; null where nothing was refused
 */
public record Frame(
        String title,
        String section,
        Actor.Staff member,
        List<Menu.Group> rail,
        ZoneId zone,
        Instant now,
        @Nullable String done,
        @Nullable String problem,
        List<String> warnings) {

    public boolean may(Permission permission) {
        return member.may(permission);
    }

    public String roles() {
        return member.roles().stream().sorted().map(Labels::name).collect(Collectors.joining(", "));
    }

    public boolean owner() {
        return member.roles().contains(Role.OWNER);
    }

    /** The same page with the reason of a refusal. */
    public Frame problem(@Nullable String sentence) {
        return new Frame(title, section, member, rail, zone, now, sentence == null ? done : null, sentence, warnings);
    }
}
