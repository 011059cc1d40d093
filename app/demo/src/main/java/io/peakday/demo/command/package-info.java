/** What the command line has of this module: {@code demo}. */
@NullMarked
package io.peakday.demo.command;

import org.jspecify.annotations.NullMarked;
