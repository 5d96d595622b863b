package io.lockstep.command.parameter.value;

import java.util.Locale;
import java.util.Optional;

/** An {@link OutputLimit} for each class of clients. */
public record OutputLimits(OutputLimit normal, OutputLimit replica, OutputLimit pubsub) {

  /** The limits with that of one class replaced; empty when there is no such class. */
  Optional<OutputLimits> with(String clientClass, OutputLimit limit) {
    return switch (clientClass.toLowerCase(Locale.ROOT)) {
      case "normal" -> Optional.of(new OutputLimits(limit, replica, pubsub));
      case "slave", "replica" -> Optional.of(new OutputLimits(normal, limit, pubsub));
      case "pubsub" -> Optional.of(new OutputLimits(normal, replica, limit));
      default -> Optional.empty();
    };
  }
}
