/** The command line: one class a command, each a thin layer over the modules it calls. */
@NullMarked
package io.peakday.cli;

import org.jspecify.annotations.NullMarked;
