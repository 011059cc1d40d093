/** A node of some modules for tests: as the server runs it, on the real engines of the test run, at a free port. */
@NullMarked
package io.peakday.testnode;

import org.jspecify.annotations.NullMarked;
