/** What the commands of every module are made of: a terminal, exit codes, the options that name a store, and what opens it. */
@NullMarked
package io.peakday.commandkit;

import org.jspecify.annotations.NullMarked;
