/**
 * The one registry of parameters: Redis' names, types, bounds, defaults and error texts, read and
 * changed by CONFIG, by redis.conf and by the command line alike.
 *
 * <p>A {@code Parameter} is an immutable row of the {@code ParameterCatalogue}; its value lives in
 * {@code Parameters}, one instance per node, owned by the engine's thread. Code that runs per
 * command does not ask {@code Parameters}: it keeps a plain field and refreshes it in a listener.
 *
 * <p>All text is ISO-8859-1, one character per byte, so that passwords and paths of any encoding
 * pass through unharmed. The rows follow Redis 7.2.
 */
@NullMarked
package io.lockstep.command.parameter;

import org.jspecify.annotations.NullMarked;
