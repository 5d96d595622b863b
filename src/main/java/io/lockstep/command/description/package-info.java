/** COMMAND and its tables: flags, categories, keys, tips and documentation of every verb. */
@NullMarked
package io.lockstep.command.description;

import org.jspecify.annotations.NullMarked;
