package io.lockstep.command.parameter;

import java.util.List;

/** How a CONFIG SET ended. */
public sealed interface SetOutcome {

  /** Every value is set; these parameters have another value than before. */
  record Done(List<Parameter<?>> changed) implements SetOutcome {}

  /** No value is set; the error is the whole reply, without the dash. */
  record Refused(String error) implements SetOutcome {}
}
