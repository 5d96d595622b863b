package io.lockstep.admin.snapshot;

import io.lockstep.admin.Problems;
import java.io.IOException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.web.ErrorResponseException;

/** What can go wrong with a request for a snapshot. */
final class SnapshotProblems {
  private SnapshotProblems() {}

  static ErrorResponseException impossibleName() {
    return Problems.wrongParameter("name", "must be the name of a file, without any path");
  }

  static ErrorResponseException missing(String name) {
    var detail = "There is no snapshot named " + name;
    return Problems.problem(HttpStatus.NOT_FOUND, "No such snapshot", detail, null);
  }

  static ErrorResponseException inUse(String name) {
    var detail = name + " is being written or loaded";
    return Problems.problem(HttpStatus.CONFLICT, "Not now", detail, null);
  }

  static ErrorResponseException outside(long length) {
    var status = HttpStatus.REQUESTED_RANGE_NOT_SATISFIABLE;
    var detail = "The snapshot has " + length + " bytes";
    var problem = Problems.problem(status, "Outside of the file", detail, null);
    problem.getHeaders().set(HttpHeaders.CONTENT_RANGE, "bytes */" + length);
    return problem;
  }

  /** What a failure of the disk means to the person who asked. */
  static ErrorResponseException of(IOException failure) {
    var status = HttpStatus.INTERNAL_SERVER_ERROR;
    return Problems.problem(status, "Files not usable", failure.toString(), failure);
  }
}
