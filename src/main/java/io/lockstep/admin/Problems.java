package io.lockstep.admin;

import java.util.concurrent.CompletionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.ErrorResponseException;

/** What can go wrong with a request, as RFC 9457 problem details. */
public final class Problems {
  private Problems() {}

  /** The request's parameter has a value that is not possible. */
  public static ErrorResponseException wrongParameter(String name, String rule) {
    return problem(HttpStatus.BAD_REQUEST, "Wrong parameter", name + " " + rule, null);
  }

  /** The offset is not retained. */
  static ErrorResponseException outsideOfWindow(long offset, long first, long end) {
    var detail = "offset " + offset + " is outside of the retained window " + first + ".." + end;
    var problem = problem(HttpStatus.BAD_REQUEST, "Not in the backlog", detail, null);
    problem.getBody().setProperty("first_offset", first);
    problem.getBody().setProperty("end_offset", end);
    return problem;
  }

  /** As many event streams are open as may be. */
  static ErrorResponseException tooManyListeners(int limit) {
    var detail = "There are " + limit + " listeners already, which is the limit";
    return problem(HttpStatus.SERVICE_UNAVAILABLE, "Too many listeners", detail, null);
  }

  /** Nothing can be asked of the engine any more, or not yet. */
  static ErrorResponseException engineStopped(String why, @Nullable Throwable cause) {
    return problem(HttpStatus.SERVICE_UNAVAILABLE, "Engine not running", why, cause);
  }

  /** What the engine's failure means to the person who asked. */
  static ErrorResponseException of(Throwable failure) {
    return switch (failure) {
      case ErrorResponseException known -> known;
      case CompletionException wrapped when wrapped.getCause() != null -> of(wrapped.getCause());
      case RejectedExecutionException e -> engineStopped(message(e), e);
      case TimeoutException e -> engineStopped("The engine did not answer in time", e);
      case IllegalStateException e -> problem(HttpStatus.CONFLICT, "Not now", message(e), e);
      default ->
          problem(HttpStatus.INTERNAL_SERVER_ERROR, "Engine failed", message(failure), failure);
    };
  }

  private static String message(Throwable failure) {
    var message = failure.getMessage();
    return message == null ? failure.getClass().getSimpleName() : message;
  }

  /** A problem of any kind. */
  public static ErrorResponseException problem(
      HttpStatus status, String title, String detail, @Nullable Throwable cause) {
    var body = ProblemDetail.forStatusAndDetail(status, detail);
    body.setTitle(title);
    return new ErrorResponseException(status, body, cause);
  }
}
