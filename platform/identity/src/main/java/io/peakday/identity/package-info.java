/**
 * Who is calling and what they may do: customers, staff, API keys, their sessions, and the audit log of what staff and
 * API keys did.
 */
@NullMarked
package io.peakday.identity;

import org.jspecify.annotations.NullMarked;
