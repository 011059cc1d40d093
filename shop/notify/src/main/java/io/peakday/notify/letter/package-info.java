/** What mails say and how they look: from an event to a subject, an HTML part and a text part. Pure; no effects. */
@NullMarked
package io.peakday.notify.letter;

import org.jspecify.annotations.NullMarked;
