/** Products in and out as files: streamed, resumable, idempotent by external id. */
@NullMarked
package io.peakday.feeds;

import org.jspecify.annotations.NullMarked;
