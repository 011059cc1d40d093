/** The mails about orders. */
@NullMarked
package io.peakday.orders.mail;

import org.jspecify.annotations.NullMarked;
