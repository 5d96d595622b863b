/** Commands on sets. */
@NullMarked
package io.lockstep.command.set;

import org.jspecify.annotations.NullMarked;
