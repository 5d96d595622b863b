package io.lockstep.simulation;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/** The wires between machines, and what a seed does to them. */
final class SimulatedNetwork {

  /** Who takes connections at an address. */
  interface Listener extends Party {

    /** Takes in the accepting end of a wire. */
    void accept(WireEnd end);
  }

  private final Agenda agenda;
  private final Die die;
  private final Trace trace;
  private final Map<String, Listener> listeners = new HashMap<>();
  private final Set<String> silentHosts = new HashSet<>();
  private final Set<String> cuts = new HashSet<>();
  private final List<Wire> wires = new ArrayList<>();
  private boolean isCalm;
  private int lastPort = 10_000;

  SimulatedNetwork(Agenda agenda, Die die, Trace trace) {
    this.agenda = agenda;
    this.die = die;
    this.trace = trace;
  }

  Agenda agenda() {
    return agenda;
  }

  Die die() {
    return die;
  }

  Trace trace() {
    return trace;
  }

  // ---- who listens

  void listen(Listener listener) {
    listeners.put(listener.host(), listener);
    silentHosts.remove(listener.host());
  }

  /** Nobody listens any more; a host that is silent does not even refuse. */
  void deafen(String host, boolean silently) {
    listeners.remove(host);
    if (silently) {
      silentHosts.add(host);
    }
  }

  // ---- connecting

  /**
   * Dials a host.
   *
   * @param connected gets the dialing end, as an event of the dialing party
   * @param failed gets the cause
   */
  void dial(
      Party from,
      String host,
      long timeoutMs,
      Consumer<WireEnd> connected,
      Consumer<String> failed) {
    long roundTripUs = 2 * latencyUs(false);
    agenda.after(roundTripUs, () -> answer(from, host, timeoutMs, connected, failed));
  }

  private void answer(
      Party from,
      String host,
      long timeoutMs,
      Consumer<WireEnd> connected,
      Consumer<String> failed) {
    Listener listener = listeners.get(host);
    if (isCut(from.host(), host) || silentHosts.contains(host)) {
      agenda.after(timeoutMs * 1_000, () -> from.run(() -> failed.accept("connection timed out")));
    } else if (listener == null) {
      from.run(() -> failed.accept("Connection refused"));
    } else {
      connect(from, listener, connected);
    }
  }

  private void connect(Party from, Listener listener, Consumer<WireEnd> connected) {
    Wire wire = new Wire(this, from, listener, ++lastPort);
    wires.removeIf(Wire::isOver);
    wires.add(wire);
    listener.run(() -> listener.accept(wire.accepting()));
    from.run(() -> connected.accept(wire.dialing()));
  }

  // ---- the weather

  /** Nothing is cut, slow or lost any more. */
  void calm() {
    isCalm = true;
    cuts.clear();
    resumeAll();
  }

  boolean isCalm() {
    return isCalm;
  }

  /** How long bytes take. */
  long latencyUs(boolean isSlow) {
    if (isCalm) {
      return die.between(20, 300);
    }
    return isSlow ? die.between(2_000, 40_000) : die.between(20, 1_500);
  }

  void cut(String a, String b) {
    cuts.add(pair(a, b));
  }

  void heal(String a, String b) {
    cuts.remove(pair(a, b));
    resumeAll();
  }

  boolean isCut(String a, String b) {
    return cuts.contains(pair(a, b));
  }

  private static String pair(String a, String b) {
    return a.compareTo(b) < 0 ? a + "|" + b : b + "|" + a;
  }

  private void resumeAll() {
    wires.forEach(Wire::resume);
  }

  /** Breaks one connection, and loses what was on its way. */
  void resetOne() {
    wires.removeIf(Wire::isOver);
    if (!wires.isEmpty()) {
      die.pick(wires).reset();
    }
  }

  /** A link between two nodes is to break in the middle of what it will carry next. */
  void tearOneAfter(long bytes) {
    List<Wire> links = wires.stream().filter(Wire::isBetweenNodes).toList();
    if (!links.isEmpty()) {
      die.pick(links).tearAfter(bytes);
    }
  }

  /** A machine dies; its peers hear of it, or nothing ever again. */
  void sever(Party owner, boolean silently) {
    wires.forEach(wire -> wire.sever(owner, silently));
  }
}
