/** What staff and programs did: a log that nobody changes unnoticed. */
@NullMarked
package io.peakday.audit;

import org.jspecify.annotations.NullMarked;
