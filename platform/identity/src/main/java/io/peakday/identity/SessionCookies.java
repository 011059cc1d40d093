package io.peakday.identity;

import io.peakday.identity.SignIn.SignedIn;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;

/**
 * The cookies of sessions and known devices: HttpOnly, SameSite=Lax, and Secure wherever the request was. Customers and
 * staff have different ones, so that one browser can be both. A session's cookie ends with the session.
 */
public final class SessionCookies {
    public static final String CUSTOMER = "peakday_session";
    public static final String STAFF = "peakday_staff";
    public static final String DEVICE = "peakday_device";
    /** Between the two steps of a sign-in at the console. */
    public static final String SECOND_STEP = "peakday_staff_step";

    public static final Duration DEVICE_AGE = Duration.ofDays(400);

    private SessionCookies() {}

    /** After a customer's sign-in or registration. */
    public static void setCustomer(HttpServletRequest request, HttpServletResponse response, SignedIn session) {
        set(request, response, CUSTOMER, session);
    }

    /** After a sign-in at the console. */
    public static void setStaff(HttpServletRequest request, HttpServletResponse response, SignedIn session) {
        set(request, response, STAFF, session);
        if (value(request, SECOND_STEP) != null) {
            add(request, response, SECOND_STEP, "", Duration.ZERO);
        }
    }

    /** After the first step of a sign-in at the console. */
    public static void setSecondStep(HttpServletRequest request, HttpServletResponse response, SignIn.SecondStep step) {
        add(request, response, SECOND_STEP, step.token(), step.life());
    }

    /** The token of a sign-in that waits for its second step; empty where there is none. */
    public static String secondStep(HttpServletRequest request) {
        String token = value(request, SECOND_STEP);
        return token == null ? "" : token;
    }

    public static void clearCustomer(HttpServletRequest request, HttpServletResponse response) {
        add(request, response, CUSTOMER, "", Duration.ZERO);
    }

    public static void clearStaff(HttpServletRequest request, HttpServletResponse response) {
        add(request, response, STAFF, "", Duration.ZERO);
    }

    /** Takes away a cookie that is left of a session that has ended. */
    public static void clearStaleStaff(HttpServletRequest request, HttpServletResponse response) {
        if (value(request, STAFF) != null) {
            clearStaff(request, response);
        }
    }

    static @Nullable String knownDevice(HttpServletRequest request) {
        return value(request, DEVICE);
    }

    static @Nullable String value(HttpServletRequest request, String name) {
        Cookie[] cookies = request.getCookies();
        if (cookies != null) {
            for (Cookie cookie : cookies) {
                if (cookie.getName().equals(name)) {
                    return cookie.getValue();
                }
            }
        }
        return null;
    }

    private static void set(HttpServletRequest request, HttpServletResponse response, String name, SignedIn session) {
        add(request, response, name, session.token(), session.life());
        String device = session.deviceToken();
        if (device != null) {
            add(request, response, DEVICE, device, DEVICE_AGE);
        }
    }

    private static void add(
            HttpServletRequest request, HttpServletResponse response, String name, String value, Duration age) {
        String cookie = ResponseCookie.from(name, value)
                .path("/")
                .httpOnly(true)
                .sameSite("Lax")
                .secure(request.isSecure())
                .maxAge(age)
                .build()
                .toString();
        response.addHeader(HttpHeaders.SET_COOKIE, cookie);
    }
}
