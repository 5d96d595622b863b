package io.lockstep.replication.upstream;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.lockstep.replication.Transition;
import java.util.ArrayList;
import java.util.List;

/** Feeds a link with events under a clock of its own, and keeps what it does. */
final class Drive {
  static final String ID = "a".repeat(40);
  static final String OTHER = "b".repeat(40);
  static final String OWN = "e".repeat(40);
  static final Target MASTER = new Target("master", 6379);

  final UpstreamLink link;
  final List<Transition> transitions = new ArrayList<>();
  LinkState state = UpstreamLink.START;
  List<LinkAction> actions = List.of();
  long nowMs = 1_000_000;

  Drive(UpstreamSettings settings) {
    this.link = new UpstreamLink(settings);
  }

  static Drive plain() {
    return new Drive(UpstreamSettings.on(6380));
  }

  Drive on(LinkEvent... events) {
    for (LinkEvent event : events) {
      LinkStep step = link.on(state, event, nowMs);
      step.transition(state, nowMs).ifPresent(transitions::add);
      state = step.next();
      actions = step.actions();
    }
    return this;
  }

  Drive lines(String... lines) {
    for (String line : lines) {
      on(new LinkEvent.Line(line));
    }
    return this;
  }

  Drive tickAfter(long ms) {
    nowMs += ms;
    return on(new LinkEvent.Tick());
  }

  Drive following() {
    return on(new LinkEvent.Follow(MASTER, new Checkpoint(OWN, 7)));
  }

  Drive atPing() {
    return following().on(new LinkEvent.Dialed());
  }

  Drive atIntroduction() {
    return atPing().lines("+PONG");
  }

  Drive atPsync() {
    return atIntroduction().lines("+OK", "+OK");
  }

  Drive atPayload() {
    return atPsync().lines("+FULLRESYNC " + ID + " 100");
  }

  Drive receiving() {
    return atPayload().lines("$EOF:" + "f".repeat(40));
  }

  Drive loading() {
    return receiving().on(new LinkEvent.PayloadBytes(10), new LinkEvent.PayloadComplete());
  }

  Drive connected() {
    return loading().on(new LinkEvent.LoadFinished());
  }

  /** Actions as words; bytes to send as text. */
  List<String> did() {
    var words = new ArrayList<String>();
    for (LinkAction action : actions) {
      words.add(word(action));
    }
    return words;
  }

  private static String word(LinkAction action) {
    return switch (action) {
      case LinkAction.Send(Outgoing what) -> new String(what.bytes(), ISO_8859_1);
      case LinkAction.AdoptHistory(Checkpoint at) -> "Adopt " + at.replid() + " " + at.offset();
      case LinkAction.ContinueWith(String replid) -> "Continue " + replid;
      default -> action.getClass().getSimpleName();
    };
  }

  List<String> path() {
    return transitions.stream().map(Transition::to).toList();
  }
}
