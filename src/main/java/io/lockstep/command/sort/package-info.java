/**
 * SORT and SORT_RO: elements of a list, a set or a sorted set in an order of the client's choice.
 */
@NullMarked
package io.lockstep.command.sort;

import org.jspecify.annotations.NullMarked;
