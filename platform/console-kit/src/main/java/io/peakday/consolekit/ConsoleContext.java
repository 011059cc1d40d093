package io.peakday.consolekit;

import io.peakday.identity.Actor;
import io.peakday.identity.CurrentActor;
import io.peakday.kernel.Failure;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import java.time.DateTimeException;
import java.time.InstantSource;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;

/** Makes the frame of a page for the member of staff who asks for it. */
public final class ConsoleContext {
    /** Set by the console's script: the browser's zone, such as {@code Europe/Berlin}. */
    static final String ZONE_COOKIE = "peakday_zone";

    private final InstantSource clock;
    private final Menu menu;
    private final FlashMessages messages;
    private final List<String> warnings;

    /** @param warnings that stand on every page */
    public ConsoleContext(InstantSource clock, Menu menu, FlashMessages messages, List<String> warnings) {
        this.clock = clock;
        this.menu = menu;
        this.messages = messages;
        this.warnings = List.copyOf(warnings);
    }

    /** @throws Failure {@code identity.sign-in-required} or {@code console.staff-only} for everybody but staff */
    public Frame frame(HttpServletRequest request, String section, String title) {
        Actor.Staff member = member();
        return new Frame(
                title,
                section,
                member,
                menu.visible(member),
                zone(request),
                clock.instant(),
                messages.sentence(request.getParameter("done"), request.getParameter("n")),
                null,
                warnings);
    }

    /** The member of staff who acts. */
    public static Actor.Staff member() {
        Actor actor = CurrentActor.get();
        if (actor instanceof Actor.Staff staff) {
            return staff;
        }
        throw actor instanceof Actor.Guest ? CurrentActor.signInRequired() : CurrentActor.staffOnly();
    }

    public static ZoneId zone(HttpServletRequest request) {
        Cookie[] cookies = request.getCookies();
        for (Cookie cookie : cookies == null ? new Cookie[0] : cookies) {
            if (cookie.getName().equals(ZONE_COOKIE) && cookie.getValue().length() < 60) {
                try {
                    return ZoneId.of(cookie.getValue());
                } catch (DateTimeException e) {
                    return ZoneOffset.UTC;
                }
            }
        }
        return ZoneOffset.UTC;
    }
}
