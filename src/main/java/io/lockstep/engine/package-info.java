/**
 * The heart: one thread that executes requests, appends to the log, feeds replicas and publishes
 * what people may see.
 */
@NullMarked
package io.lockstep.engine;

import org.jspecify.annotations.NullMarked;
