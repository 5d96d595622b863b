package io.lockstep.admin;

import static io.lockstep.admin.StandInEngine.FIRST_OFFSET;
import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.lockstep.resp.Request;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpStatus;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.test.web.reactive.server.WebTestClient.BodyContentSpec;

class BacklogControllerTest {
  private static final String PING = frame("PING");
  private static final String SELECT = frame("SELECT", "3");
  private static final String SET = frame("set", "key", "value");
  private static final long END = FIRST_OFFSET + (PING + SELECT + SET).length();

  private final StandInEngine engine = new StandInEngine();
  private final WebTestClient http = Slices.of(engine);

  @Test
  void decodesFromAnOffset() {
    engine.retain(PING + SELECT + SET);
    get("?offset=" + FIRST_OFFSET)
        .jsonPath("$.window.first_offset")
        .isEqualTo(FIRST_OFFSET)
        .jsonPath("$.window.end_offset")
        .isEqualTo(END)
        .jsonPath("$.offset")
        .isEqualTo(FIRST_OFFSET)
        .jsonPath("$.skipped_bytes")
        .isEqualTo(0)
        .jsonPath("$.next_offset")
        .isEqualTo(END)
        .jsonPath("$.commands.length()")
        .isEqualTo(3)
        .jsonPath("$.commands[0].command")
        .isEqualTo("PING")
        .jsonPath("$.commands[0].database")
        .isEqualTo(0)
        .jsonPath("$.commands[2].command")
        .isEqualTo("SET")
        .jsonPath("$.commands[2].database")
        .isEqualTo(3)
        .jsonPath("$.commands[2].offset")
        .isEqualTo(FIRST_OFFSET + (PING + SELECT).length())
        .jsonPath("$.commands[2].size")
        .isEqualTo(SET.length())
        .jsonPath("$.commands[2].arguments[1].text")
        .isEqualTo("value");
  }

  @Test
  void pagesByTheNextOffset() {
    engine.retain(PING + SELECT + SET);
    long next = FIRST_OFFSET + PING.length();
    get("?limit=1&offset=" + FIRST_OFFSET)
        .jsonPath("$.commands.length()")
        .isEqualTo(1)
        .jsonPath("$.next_offset")
        .isEqualTo(next);
    get("?limit=1&offset=" + next).jsonPath("$.commands[0].command").isEqualTo("SELECT");
    get("?offset=" + END)
        .jsonPath("$.commands.length()")
        .isEqualTo(0)
        .jsonPath("$.next_offset")
        .isEqualTo(END);
  }

  @Test
  void showsTheLastCommandsWithoutAnOffset() {
    engine.retain(PING.repeat(100) + SET);
    get("?limit=2")
        .jsonPath("$.commands.length()")
        .isEqualTo(2)
        .jsonPath("$.commands[0].command")
        .isEqualTo("PING")
        .jsonPath("$.commands[0].database")
        .isEmpty()
        .jsonPath("$.commands[1].command")
        .isEqualTo("SET")
        .jsonPath("$.next_offset")
        .isEqualTo(FIRST_OFFSET + (PING.repeat(100) + SET).length());
  }

  @Test
  void goesOnToTheNextCommandFromInsideOne() {
    engine.retain(SET + PING);
    get("?offset=" + (FIRST_OFFSET + 5))
        .jsonPath("$.offset")
        .isEqualTo(FIRST_OFFSET + SET.length())
        .jsonPath("$.skipped_bytes")
        .isEqualTo(SET.length() - 5)
        .jsonPath("$.commands[0].command")
        .isEqualTo("PING");
  }

  @Test
  void isNotDeceivedByAValueThatLooksLikeACommand() {
    var lookAlike = frame("SET", "key", PING + PING);
    engine.retain(lookAlike + SET);
    get("?offset=" + (FIRST_OFFSET + 20))
        .jsonPath("$.offset")
        .isEqualTo(FIRST_OFFSET + lookAlike.length())
        .jsonPath("$.commands.length()")
        .isEqualTo(1);
  }

  @Test
  void skipsACommandTooLongForAPage() {
    var huge = frame("SET", "key", "x".repeat(500));
    engine.retain(huge + PING);
    get("?offset=" + FIRST_OFFSET)
        .jsonPath("$.commands.length()")
        .isEqualTo(0)
        .jsonPath("$.skipped_bytes")
        .isEqualTo(400)
        .jsonPath("$.next_offset")
        .isEqualTo(FIRST_OFFSET + 400);
    get("?offset=" + (FIRST_OFFSET + 400)).jsonPath("$.commands[0].command").isEqualTo("PING");
  }

  @Test
  void cutsLongAndManyArguments() {
    engine.retain(frame("MSET", "a\r\n\u00ff\"", "123456789012", "c", "d"));
    get("?offset=" + FIRST_OFFSET)
        .jsonPath("$.commands[0].argument_count")
        .isEqualTo(4)
        .jsonPath("$.commands[0].arguments.length()")
        .isEqualTo(3)
        .jsonPath("$.commands[0].arguments[0].text")
        .isEqualTo("a\\r\\n\\xff\\\"")
        .jsonPath("$.commands[0].arguments[0].cut")
        .isEqualTo(false)
        .jsonPath("$.commands[0].arguments[1].text")
        .isEqualTo("1234567890")
        .jsonPath("$.commands[0].arguments[1].length")
        .isEqualTo(12)
        .jsonPath("$.commands[0].arguments[1].cut")
        .isEqualTo(true);
  }

  @Test
  void tellsTheWindowWhenAnOffsetIsOutside() {
    engine.retain(PING);
    for (long offset : new long[] {FIRST_OFFSET - 1, FIRST_OFFSET + PING.length() + 1}) {
      refused("?offset=" + offset)
          .jsonPath("$.title")
          .isEqualTo("Not in the backlog")
          .jsonPath("$.detail")
          .isEqualTo("offset " + offset + " is outside of the retained window 1000..1014")
          .jsonPath("$.first_offset")
          .isEqualTo(FIRST_OFFSET)
          .jsonPath("$.end_offset")
          .isEqualTo(FIRST_OFFSET + PING.length());
    }
  }

  @Test
  void refusesParametersThatAreNotPossible() {
    refused("?limit=0").jsonPath("$.detail").isEqualTo("limit must be between 1 and 50");
    refused("?limit=51").jsonPath("$.detail").isEqualTo("limit must be between 1 and 50");
    refused("?limit=few").jsonPath("$.detail").isEqualTo("limit must be a whole number");
    refused("?offset=first").jsonPath("$.detail").isEqualTo("offset must be a whole number");
  }

  @Test
  void showsAnEmptyWindow() {
    get("").jsonPath("$.commands.length()").isEqualTo(0);
  }

  private BodyContentSpec get(String query) {
    return exchange(query, HttpStatus.OK);
  }

  private BodyContentSpec refused(String query) {
    return exchange(query, HttpStatus.BAD_REQUEST);
  }

  private BodyContentSpec exchange(String query, HttpStatus expected) {
    return http.get()
        .uri("/replication/backlog" + query)
        .exchange()
        .expectStatus()
        .isEqualTo(expected)
        .expectBody();
  }

  private static String frame(String... arguments) {
    var request = Request.of(arguments);
    return new String(request.bytes(), request.frameStart(), request.frameLength(), ISO_8859_1);
  }
}
