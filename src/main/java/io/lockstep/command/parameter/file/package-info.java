/**
 * Where parameters come from at start-up and go to with CONFIG REWRITE: redis.conf and the command
 * line. All of it is text in and text out; only {@code ConfigFile} touches the disk.
 */
@NullMarked
package io.lockstep.command.parameter.file;

import org.jspecify.annotations.NullMarked;
