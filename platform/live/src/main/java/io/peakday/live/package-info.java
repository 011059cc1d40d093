/** Live streams: what changes reaches open pages while it changes (server-sent events). */
@NullMarked
package io.peakday.live;

import org.jspecify.annotations.NullMarked;
