/** Strings: SET and its relatives, counters, parts of strings and LCS. */
@NullMarked
package io.lockstep.command.string;

import org.jspecify.annotations.NullMarked;
