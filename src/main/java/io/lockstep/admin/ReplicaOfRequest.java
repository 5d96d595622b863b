package io.lockstep.admin;

import static java.util.Objects.requireNonNullElse;

import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;

/**
 * The master to follow.
 *
 * @param host its name or address; empty if the request has none
 * @param port its RESP port; 0 if the request has none
 */
record ReplicaOfRequest(
    @Schema(example = "127.0.0.1")
        @Size(max = 255, message = "must not be longer than {max} characters")
        @Pattern(regexp = "[!-~]+", message = "must be a host name or an address, without spaces")
        String host,
    @Schema(example = "6379")
        @Min(value = 1, message = "must be between 1 and 65535")
        @Max(value = 65535, message = "must be between 1 and 65535")
        Integer port) {

  ReplicaOfRequest {
    host = requireNonNullElse(host, "");
    port = requireNonNullElse(port, 0);
  }
}
