/** Commands on streams and their consumer groups. */
@NullMarked
package io.lockstep.command.stream;

import org.jspecify.annotations.NullMarked;
