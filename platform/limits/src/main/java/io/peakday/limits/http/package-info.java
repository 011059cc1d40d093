/** The limits before every route, and what operators see of them. */
@NullMarked
package io.peakday.limits.http;

import org.jspecify.annotations.NullMarked;
