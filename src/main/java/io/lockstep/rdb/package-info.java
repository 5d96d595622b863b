/** The file: a keyspace as RDB bytes and back, in every version that a peer may speak. */
@NullMarked
package io.lockstep.rdb;

import org.jspecify.annotations.NullMarked;
