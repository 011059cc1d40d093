package io.peakday.apidocs;

/** What holds for all operations, said once: the first thing that a client's developer reads. */
final class Introduction {
    static final String TEXT = """
            Everything that the storefront and the console do, as JSON over HTTP.

            ## Signing in
            Shoppers need no account: a cart belongs to whoever knows its id. A customer signs in with `POST /api/v1/session`, which sets \
            the cookie `peakday_session`. Staff sign in with `POST /api/v1/admin/session` and their second factor. Programs send an API key, \
            `Authorization: Bearer …`; its permissions are chosen when it is made.

            ## Errors
            Every error is `application/problem+json` (RFC 9457). `code` is stable, and each operation lists its own; `detail` is a sentence \
            for people; `fields` names every wrong value of the request; `retry` says whether the same request may succeed later; \
            `reference` is what the server's log knows it by. Codes may be added: treat an unknown one by its status.

            ## Repeating requests
            `POST` needs an `Idempotency-Key` (a unique text, best a UUID) unless the operation does not list one; `PUT`, `PATCH` and `DELETE` may \
            send one. The same request with the same key is done once and answered as the first time, with `Idempotency-Replayed: true`. After a \
            timeout or a 5xx, send the same request with the same key. Keys are kept for a day at least.

            ## Changing what others change, too
            What can be edited is answered with an `ETag`. Send it in `If-Match` with the change: if somebody else was faster, nothing is done and \
            a conflict is answered.

            ## Pages
            Lists answer `items` and `next`. Send `next` as `cursor` for the following page; it is null on the last one. Cursors stay right while \
            rows are added and removed.

            ## Limits
            Answers carry `RateLimit` and `RateLimit-Policy`. Who asks too often is answered 429, and a busy node answers 503, both with `Retry-After`.

            ## Amounts and times
            Money is an integer in the minor unit of its currency. Times are UTC (RFC 3339), durations ISO 8601, countries ISO 3166-1 alpha-2.
            """;

    private Introduction() {}
}
