package io.lockstep.command;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.lockstep.command.parameter.value.EventClasses;
import java.util.Arrays;

/**
 * Publishes what happens to keys, as far as {@code notify-keyspace-events} asks for it: what
 * happened on the key's own channel, and the key on the event's (Redis, {@code
 * notifyKeyspaceEvent}).
 */
public final class KeyspaceEvents {

  private static final int KEYSPACE = EventClasses.bit('K');
  private static final int KEYEVENT = EventClasses.bit('E');

  private final Settings settings;
  private final Subscriptions subscriptions;
  private byte[] channel = new byte[128];
  private int channelLength;

  KeyspaceEvents(Settings settings, Subscriptions subscriptions) {
    this.settings = settings;
    this.subscriptions = subscriptions;
  }

  /** Something has happened to a key. */
  public void publish(
      EventClass type, String event, int database, byte[] key, int start, int length) {
    if ((settings.publishedEvents & type.bit()) != 0 && !subscriptions.areDeaf()) {
      publish(event, database, key, start, length);
    }
  }

  private void publish(String event, int database, byte[] key, int start, int length) {
    byte[] name = event.getBytes(ISO_8859_1);
    if ((settings.publishedEvents & KEYSPACE) != 0) {
      beginChannel("__keyspace@", database);
      append(key, start, length);
      subscriptions.publish(channel, 0, channelLength, name, 0, name.length);
    }
    if ((settings.publishedEvents & KEYEVENT) != 0) {
      beginChannel("__keyevent@", database);
      append(name, 0, name.length);
      subscriptions.publish(channel, 0, channelLength, key, start, length);
    }
  }

  private void beginChannel(String prefix, int database) {
    byte[] bytes = (prefix + database + "__:").getBytes(ISO_8859_1);
    channelLength = 0;
    append(bytes, 0, bytes.length);
  }

  private void append(byte[] bytes, int start, int length) {
    if (channelLength + length > channel.length) {
      channel = Arrays.copyOf(channel, (channelLength + length) * 2);
    }
    System.arraycopy(bytes, start, channel, channelLength, length);
    channelLength += length;
  }
}
