package io.lockstep.admin;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ResponseEntity;
import org.springframework.validation.FieldError;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.bind.support.WebExchangeBindException;
import org.springframework.web.reactive.result.method.annotation.ResponseEntityExceptionHandler;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.ServerWebInputException;
import reactor.core.publisher.Mono;

/**
 * Answers wrong requests to this room's controllers with problem details that say what is wrong.
 */
@Order(Ordered.HIGHEST_PRECEDENCE)
@RestControllerAdvice(basePackageClasses = ReplicationProblems.class)
public class ReplicationProblems extends ResponseEntityExceptionHandler {
  private static final String EXAMPLE = "{\"host\":\"127.0.0.1\",\"port\":6379}";

  @Override
  protected Mono<ResponseEntity<Object>> handleWebExchangeBindException(
      WebExchangeBindException ex,
      HttpHeaders headers,
      HttpStatusCode status,
      ServerWebExchange exchange) {
    var errors = ex.getFieldErrors().stream().map(ReplicationProblems::describe).toList();
    ex.getBody().setDetail(sentence(errors));
    ex.getBody().setProperty("errors", errors);
    return super.handleWebExchangeBindException(ex, headers, status, exchange);
  }

  private static Map<String, String> describe(FieldError error) {
    return Map.of("field", error.getField(), "message", String.valueOf(error.getDefaultMessage()));
  }

  private static String sentence(List<Map<String, String>> errors) {
    return errors.stream()
        .map(error -> error.get("field") + " " + error.get("message"))
        .sorted()
        .collect(Collectors.joining("; "));
  }

  @Override
  protected Mono<ResponseEntity<Object>> handleServerWebInputException(
      ServerWebInputException ex,
      HttpHeaders headers,
      HttpStatusCode status,
      ServerWebExchange exchange) {
    ex.getBody().setDetail(explain(ex));
    return super.handleServerWebInputException(ex, headers, status, exchange);
  }

  private static String explain(ServerWebInputException ex) {
    var parameter = ex.getMethodParameter();
    var type = parameter == null ? null : parameter.getParameterType();
    return isNumber(type) && parameter != null
        ? parameter.getParameterName() + " must be a whole number"
        : "The body must be a JSON object such as " + EXAMPLE;
  }

  private static boolean isNumber(@Nullable Class<?> type) {
    return type == int.class || type == Long.class;
  }
}
