/**
 * What systems of the shop have for the systems below them: events that these follow, too, and what they may add to a checkout. Records
 * and types, and nothing that is done with them.
 */
@NullMarked
package io.peakday.contracts;

import org.jspecify.annotations.NullMarked;
