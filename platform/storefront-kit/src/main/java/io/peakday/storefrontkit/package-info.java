/** What pages of the shop are made of, and the slots that modules may fill on them. */
@NullMarked
package io.peakday.storefrontkit;

import org.jspecify.annotations.NullMarked;
