package io.lockstep.admin;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.lockstep.engine.EngineView.UpstreamView;

/**
 * The link to the master.
 *
 * @param status {@code up} or {@code down}
 * @param lastIoAgeMs since when nothing came from the master; −1 without a link
 * @param downSinceMs when the link went down; −1 while up, 0 if it never was up
 */
public record LinkDescriptor(
    @JsonProperty("master_host") String masterHost,
    @JsonProperty("master_port") int masterPort,
    String status,
    @JsonProperty("last_io_age_ms") long lastIoAgeMs,
    @JsonProperty("down_since_ms") long downSinceMs,
    @JsonProperty("applied_offset") long appliedOffset,
    @JsonProperty("read_offset") long readOffset) {

  static LinkDescriptor of(UpstreamView upstream) {
    return new LinkDescriptor(
        upstream.host(),
        upstream.port(),
        upstream.isUp() ? "up" : "down",
        upstream.lastIoAgeMs(),
        upstream.downSinceMs(),
        upstream.appliedOffset(),
        upstream.readOffset());
  }
}
