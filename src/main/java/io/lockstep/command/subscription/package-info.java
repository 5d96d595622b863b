/** Who has subscribed to what: topics by name, whoever the subscribers are. */
@NullMarked
package io.lockstep.command.subscription;

import org.jspecify.annotations.NullMarked;
