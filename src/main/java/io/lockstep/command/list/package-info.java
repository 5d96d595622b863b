/** The commands of lists. */
@NullMarked
package io.lockstep.command.list;

import org.jspecify.annotations.NullMarked;
