/** The mails about accounts. */
@NullMarked
package io.peakday.customers.mail;

import org.jspecify.annotations.NullMarked;
