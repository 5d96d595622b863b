package io.lockstep.command;

import io.lockstep.command.subscription.Name;
import io.lockstep.command.subscription.Topic;
import io.lockstep.command.subscription.Topics;
import io.lockstep.resp.CommandEncoder;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The channels and patterns that clients have subscribed to, and the way of messages to them. */
public final class Subscriptions {

  /** What a name that a client subscribes to stands for. */
  public enum Sort {
    CHANNEL,
    PATTERN,
    SHARD_CHANNEL
  }

  private static final byte PUSH = '>';
  private static final byte ARRAY = '*';

  private final Pushes pushes;
  private final Map<Sort, Topics<Client>> topics = new EnumMap<>(Sort.class);
  private final Topics<Client> channels = new Topics<>();
  private final Topics<Client> patterns = new Topics<>();
  private final Topics<Client> shardChannels = new Topics<>();
  private final CommandEncoder message = new CommandEncoder(); // as an array, the same as a push
  private int subscribers;

  Subscriptions(Pushes pushes) {
    this.pushes = pushes;
    topics.put(Sort.CHANNEL, channels);
    topics.put(Sort.PATTERN, patterns);
    topics.put(Sort.SHARD_CHANNEL, shardChannels);
  }

  // ---- who hears what

  /** What clients have subscribed to of this sort. */
  public Topics<Client> of(Sort sort) {
    Topics<Client> found = topics.get(sort);
    if (found == null) {
      throw new IllegalStateException("There are no topics of the sort " + sort);
    }
    return found;
  }

  /** How many clients have subscribed to something. */
  public int subscribers() {
    return subscribers;
  }

  /** Whether nobody could hear what is published, shard channels aside. */
  boolean areDeaf() {
    return channels.isEmpty() && patterns.isEmpty();
  }

  /** Makes a client hear a name; it may do so already. */
  public void subscribe(Client client, Sort sort, byte[] bytes) {
    Name name = Name.of(bytes);
    if (client.subscribed().add(sort, name)) {
      of(sort).subscribe(client, name);
      classify(client);
    }
  }

  /** Ends it; it need not have been so. */
  public void unsubscribe(Client client, Sort sort, byte[] bytes) {
    Name name = Name.of(bytes);
    if (client.subscribed().remove(sort, name)) {
      of(sort).unsubscribe(client, name);
      classify(client);
    }
  }

  /** Ends everything that a client hears. */
  public void forget(Client client) {
    if (!client.isSubscriber) {
      return;
    }
    for (Sort sort : Sort.values()) {
      for (Name name : client.subscribed().names(sort)) {
        of(sort).unsubscribe(client, name);
      }
    }
    client.subscribed().clear();
    classify(client);
  }

  private void classify(Client client) {
    boolean subscribes = client.subscribed().count() > 0;
    if (subscribes != client.isSubscriber) {
      client.subscribes(subscribes);
      subscribers += subscribes ? 1 : -1;
    }
  }

  // ---- messages

  /** Sends a message to the subscribers of a channel and of matching patterns; returns how many. */
  public int publish(
      byte[] channel,
      int channelStart,
      int channelLength,
      byte[] text,
      int textStart,
      int textLength) {
    int receivers = 0;
    Topic<Client> topic = channels.find(channel, channelStart, channelLength);
    if (topic != null) {
      begin(3, "message").argument(channel, channelStart, channelLength);
      receivers += send(topic, text, textStart, textLength);
    }
    if (!patterns.isEmpty()) {
      for (Topic<Client> pattern : patterns.all()) {
        if (pattern.matches(channel, channelStart, channelLength)) {
          begin(4, "pmessage")
              .argument(pattern.name().bytes())
              .argument(channel, channelStart, channelLength);
          receivers += send(pattern, text, textStart, textLength);
        }
      }
    }
    return receivers;
  }

  /** Sends a message to the subscribers of a shard channel; returns how many. */
  public int publishToShard(
      byte[] channel,
      int channelStart,
      int channelLength,
      byte[] text,
      int textStart,
      int textLength) {
    @Nullable Topic<Client> topic = shardChannels.find(channel, channelStart, channelLength);
    if (topic == null) {
      return 0;
    }
    begin(3, "smessage").argument(channel, channelStart, channelLength);
    return send(topic, text, textStart, textLength);
  }

  private CommandEncoder begin(int parts, String verb) {
    message.clear();
    return message.begin(parts).argument(verb);
  }

  /** Ends the message with its text, and sends it to all who hear the topic. */
  private int send(Topic<Client> topic, byte[] text, int start, int length) {
    message.argument(text, start, length);
    for (Client client : topic.subscribers()) {
      message.bytes()[0] = client.protocol == 3 ? PUSH : ARRAY;
      pushes.send(client, message.bytes(), 0, message.length());
    }
    message.clear();
    return topic.subscribers().size();
  }
}
