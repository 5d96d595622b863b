package io.lockstep.command;

import io.lockstep.command.parameter.value.EventClasses;

/** What kind of thing has happened to a key, by the letters of {@code notify-keyspace-events}. */
public enum EventClass {
  GENERIC('g'),
  STRING('$'),
  LIST('l'),
  SET('s'),
  HASH('h'),
  ZSET('z'),
  EXPIRED('x'),
  EVICTED('e'),
  STREAM('t'),
  MODULE('d'),
  NEW('n'),
  KEY_MISS('m');

  private final int bit;

  EventClass(char letter) {
    bit = EventClasses.bit(letter);
  }

  /** Its bit in {@link EventClasses#bits()}. */
  int bit() {
    return bit;
  }
}
