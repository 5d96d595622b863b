/** The house rules, kept by tests. */
@NullMarked
package io.lockstep.architecture;

import org.jspecify.annotations.NullMarked;
