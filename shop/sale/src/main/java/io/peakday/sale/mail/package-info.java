/** The mails about sales. */
@NullMarked
package io.peakday.sale.mail;

import org.jspecify.annotations.NullMarked;
