/**
 * Strings taken as HyperLogLogs, which tell about how many different elements they were shown:
 * PFADD, PFCOUNT, PFMERGE and theirs.
 *
 * <p>{@link io.lockstep.command.hyperloglog.Sketch} is such a value. Its bytes are those of Redis,
 * since clients GET and SET them and replicas must have the same ones: every rule of when a sketch
 * becomes dense, which runs are joined and when its count is forgotten is a part of the format.
 * Sketches are changed where they lie in their record.
 */
@NullMarked
package io.lockstep.command.hyperloglog;

import org.jspecify.annotations.NullMarked;
