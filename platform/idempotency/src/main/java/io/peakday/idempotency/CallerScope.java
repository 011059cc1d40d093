package io.peakday.idempotency;

import jakarta.servlet.http.HttpServletRequest;

/** Says who is calling, so that one caller's idempotency keys can never meet another's. Made by the identity module. */
@FunctionalInterface
public interface CallerScope {
    /** A stable name of the caller, such as {@code customer:0198…}; everybody not signed in is {@code guest}. */
    String of(HttpServletRequest request);
}
