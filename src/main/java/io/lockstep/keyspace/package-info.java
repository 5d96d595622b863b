/** The data: databases of keys and values, their expiry and eviction, and snapshots of them. */
@NullMarked
package io.lockstep.keyspace;

import org.jspecify.annotations.NullMarked;
