/**
 * What values of parameters are: how each kind is read, what Redis says of a wrong one, how it is
 * answered and how it is written to redis.conf.
 */
@NullMarked
package io.lockstep.command.parameter.value;

import org.jspecify.annotations.NullMarked;
