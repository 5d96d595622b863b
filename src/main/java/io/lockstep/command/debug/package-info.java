/** DEBUG: what Redis' own tests ask of a server, behind {@code enable-debug-command}. */
@NullMarked
package io.lockstep.command.debug;

import org.jspecify.annotations.NullMarked;
