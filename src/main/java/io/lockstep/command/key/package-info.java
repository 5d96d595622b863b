/** Keys of any type: names, databases, expiry, iteration, and how OBJECT shows them. */
@NullMarked
package io.lockstep.command.key;

import org.jspecify.annotations.NullMarked;
