/** What staff see of events and do about them: how they flow, those that could not be handled, and sending kept ones again. */
@NullMarked
package io.peakday.eventsadmin;

import org.jspecify.annotations.NullMarked;
