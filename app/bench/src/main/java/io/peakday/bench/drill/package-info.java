/** Rehearsals of busy days: real server processes, a crowd over HTTP, faults on request, and then the books are read. */
@NullMarked
package io.peakday.bench.drill;

import org.jspecify.annotations.NullMarked;
