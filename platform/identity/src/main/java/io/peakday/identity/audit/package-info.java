/** What the audit log's chain rests on outside of the database: keys, and a record of its heads. */
@NullMarked
package io.peakday.identity.audit;

import org.jspecify.annotations.NullMarked;
