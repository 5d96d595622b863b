/**
 * The wiring: property records, auto-configuration and the import of redis.conf. It is the only
 * room that knows all others.
 */
@NullMarked
package io.lockstep.config;

import org.jspecify.annotations.NullMarked;
