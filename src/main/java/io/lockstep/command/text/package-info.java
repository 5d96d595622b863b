/**
 * Spellings: numbers as Redis reads and writes them, and glob patterns.
 *
 * <p>A leaf: it knows no command, so that every verb and the call itself may use it.
 */
@NullMarked
package io.lockstep.command.text;

import org.jspecify.annotations.NullMarked;
