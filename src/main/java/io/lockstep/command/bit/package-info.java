/** Strings taken as rows of bits: SETBIT, BITCOUNT, BITOP, BITFIELD and theirs. */
@NullMarked
package io.lockstep.command.bit;

import org.jspecify.annotations.NullMarked;
