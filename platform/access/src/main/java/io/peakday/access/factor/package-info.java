/** What a second factor is made of: codes, recovery codes, passkeys, and how their secrets are kept. Nothing here knows the database. */
@NullMarked
package io.peakday.access.factor;

import org.jspecify.annotations.NullMarked;
