/** Commands on hashes. */
@NullMarked
package io.lockstep.command.hash;

import org.jspecify.annotations.NullMarked;
