/** The mails about accounts. */
@NullMarked
package io.peakday.identity.mail;

import org.jspecify.annotations.NullMarked;
