/** The one list of all families of commands; the only package here that knows every other. */
@NullMarked
package io.lockstep.command.family;

import org.jspecify.annotations.NullMarked;
