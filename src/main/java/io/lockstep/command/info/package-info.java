/** INFO's report, a class per group of sections, with the versions that it shows. */
@NullMarked
package io.lockstep.command.info;

import org.jspecify.annotations.NullMarked;
