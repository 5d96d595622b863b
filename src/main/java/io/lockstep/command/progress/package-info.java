/** How far the works have got that take long: they move all of the data at once. */
@NullMarked
package io.lockstep.command.progress;

import org.jspecify.annotations.NullMarked;
