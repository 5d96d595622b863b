/**
 * The bytes: native pages, records, hash tables and epochs. Data lives here, outside the
 * collector's sight, and is owned by one thread.
 */
@NullMarked
package io.lockstep.memory;

import org.jspecify.annotations.NullMarked;
