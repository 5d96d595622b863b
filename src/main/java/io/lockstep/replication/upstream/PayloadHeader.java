package io.lockstep.replication.upstream;

import io.lockstep.replication.PayloadForm;

/** The line that announces a snapshot, or what came in its place. */
public sealed interface PayloadHeader {

  /** An empty line: the master is still preparing. */
  record KeepAlive() implements PayloadHeader {}

  record Announced(PayloadForm form) implements PayloadHeader {}

  /** An error of the master. */
  record Refused(String reason) implements PayloadHeader {}

  /** Anything else. */
  record Garbled(String line) implements PayloadHeader {}

  static PayloadHeader parse(String line) {
    if (line.isEmpty()) {
      return new KeepAlive();
    }
    if (line.startsWith("-")) {
      return new Refused(line);
    }
    if (line.startsWith("$EOF:") && line.length() == "$EOF:".length() + PayloadForm.Marker.BYTES) {
      return new Announced(new PayloadForm.Marker(line.substring("$EOF:".length())));
    }
    return line.matches("\\$[0-9]{1,18}")
        ? new Announced(new PayloadForm.Length(Long.parseLong(line.substring(1))))
        : new Garbled(line);
  }
}
