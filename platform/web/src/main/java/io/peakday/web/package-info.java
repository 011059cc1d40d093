/**
 * What every route shares: one shape for errors, idempotency keys, paging, entity tags, live streams, prebuilt answers,
 * and the guards at the edge (limits, cross-site requests, security headers).
 */
@NullMarked
package io.peakday.web;

import org.jspecify.annotations.NullMarked;
