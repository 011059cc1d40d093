/** The events of the shop's systems that systems below them follow, too: records and types, and nothing that is done with them. */
@NullMarked
package io.peakday.contracts;

import org.jspecify.annotations.NullMarked;
