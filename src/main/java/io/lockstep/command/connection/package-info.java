/**
 * What a connection says of itself: greeting, password, name, transaction; and CLIENT about all.
 */
@NullMarked
package io.lockstep.command.connection;

import org.jspecify.annotations.NullMarked;
