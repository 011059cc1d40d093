/** The commands about the audit log. */
@NullMarked
package io.peakday.audit.command;

import org.jspecify.annotations.NullMarked;
