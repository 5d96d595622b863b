package io.lockstep.command.pubsub;

import static io.lockstep.command.Command.command;
import static io.lockstep.command.KeySpec.keys;
import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.lockstep.command.Call;
import io.lockstep.command.Client;
import io.lockstep.command.Command;
import io.lockstep.command.Handler;
import io.lockstep.command.KeySpec;
import io.lockstep.command.Subscriptions.Sort;
import io.lockstep.command.subscription.Name;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** SUBSCRIBE and UNSUBSCRIBE, for channels, patterns and shard channels. */
public final class SubscriptionCommands {

  private static final KeySpec SHARD_CHANNELS = keys("NOT_KEY", 1, -1, 1);

  /** The family's rows. */
  public static final List<Command> TABLE =
      List.of(
          row("subscribe", -2, call -> subscribe(call, Sort.CHANNEL)),
          row("unsubscribe", -1, call -> unsubscribe(call, Sort.CHANNEL)),
          row("psubscribe", -2, call -> subscribe(call, Sort.PATTERN)),
          row("punsubscribe", -1, call -> unsubscribe(call, Sort.PATTERN)),
          row("ssubscribe", -2, call -> subscribe(call, Sort.SHARD_CHANNEL), SHARD_CHANNELS),
          row("sunsubscribe", -1, call -> unsubscribe(call, Sort.SHARD_CHANNEL), SHARD_CHANNELS));

  private SubscriptionCommands() {}

  private static Command row(String name, int arity, Handler handler, KeySpec... channels) {
    return command(name, arity, "pubsub noscript loading stale", "pubsub", handler, channels);
  }

  private static void subscribe(Call call, Sort sort) {
    for (int i = 1; i < call.count(); i++) {
      byte[] name = call.request().copy(i);
      call.node().subscriptions().subscribe(call.client(), sort, name);
      confirm(call, sort, name);
    }
  }

  private static void unsubscribe(Call call, Sort sort) {
    if (call.count() == 1) {
      unsubscribeAll(call, sort);
    }
    for (int i = 1; i < call.count(); i++) {
      unsubscribe(call, sort, call.request().copy(i));
    }
  }

  private static void unsubscribeAll(Call call, Sort sort) {
    List<Name> names = List.copyOf(call.client().subscribed().names(sort));
    for (Name name : names) {
      unsubscribe(call, sort, name.bytes());
    }
    if (names.isEmpty()) {
      confirm(call, sort, null);
    }
  }

  private static void unsubscribe(Call call, Sort sort, byte[] name) {
    call.node().subscriptions().unsubscribe(call.client(), sort, name);
    confirm(call, sort, name);
  }

  /** A message for each name; without a name, there was nothing to unsubscribe from. */
  private static void confirm(Call call, Sort sort, byte @Nullable [] name) {
    Client client = call.client();
    boolean isResp3 = client.protocol() == 3;
    String bulk =
        name == null
            ? (isResp3 ? "_" : "$-1")
            : "$" + name.length + "\r\n" + new String(name, ISO_8859_1);
    String verb = call.command().fullName();
    String text =
        "%s3\r\n$%d\r\n%s\r\n%s\r\n:%d\r\n"
            .formatted(isResp3 ? ">" : "*", verb.length(), verb, bulk, heard(client, sort));
    call.push(text.getBytes(ISO_8859_1));
  }

  /** Channels and patterns are counted together, shard channels apart. */
  private static int heard(Client client, Sort sort) {
    return switch (sort) {
      case SHARD_CHANNEL -> client.subscriptions(Sort.SHARD_CHANNEL);
      case CHANNEL, PATTERN ->
          client.subscriptions(Sort.CHANNEL) + client.subscriptions(Sort.PATTERN);
    };
  }
}
