package io.peakday.idempotency;

/**
 * Declares, as a bean, that unsafe requests under {@code /api/v1} to this route do not pass the store of idempotency
 * keys, either because the caller cannot send one (a webhook) or because the route honours the key itself, inside its
 * own transaction, which is cheaper and stricter.
 *
 * @param pattern a path pattern as in Spring MVC: {@code /api/v1/carts/{id}/lines}
 */
public record WithoutIdempotencyKey(String pattern) {}
