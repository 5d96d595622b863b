package io.lockstep.command.pubsub;

import static io.lockstep.command.Command.command;
import static io.lockstep.command.Command.container;
import static io.lockstep.command.KeySpec.key;

import io.lockstep.command.Call;
import io.lockstep.command.Command;
import io.lockstep.command.CommandException;
import io.lockstep.command.Errors;
import io.lockstep.command.Handler;
import io.lockstep.command.Help;
import io.lockstep.command.Subscriptions.Sort;
import io.lockstep.command.subscription.Topic;
import io.lockstep.command.subscription.Topics;
import io.lockstep.command.text.Glob;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** PUBLISH, SPUBLISH, and PUBSUB about who hears what. */
public final class PublishCommands {

  private static final String SPEAKER = "pubsub loading stale fast may_replicate";
  private static final String[] HELP = {
    "CHANNELS [<pattern>]",
    "    Return the currently active channels matching a <pattern> (default: '*').",
    "NUMPAT",
    "    Return number of subscriptions to patterns.",
    "NUMSUB [<channel> ...]",
    "    Return the number of subscribers for the specified channels, excluding",
    "    pattern subscriptions(default: no channels).",
    "SHARDCHANNELS [<pattern>]",
    "    Return the currently active shard level channels matching a <pattern> (default: '*').",
    "SHARDNUMSUB [<shardchannel> ...]",
    "    Return the number of subscribers for the specified shard level channel(s)",
  };

  /** The family's rows. */
  public static final List<Command> TABLE =
      List.of(
          command("publish", 3, SPEAKER, "pubsub", PublishCommands::publish),
          command(
              "spublish", 3, SPEAKER, "pubsub", PublishCommands::publishToShard, key("NOT_KEY", 1)),
          container(
              "pubsub",
              "",
              "",
              List.of(
                  row("channels", -2, call -> channels(call, Sort.CHANNEL)),
                  row("numsub", -2, call -> countSubscribers(call, Sort.CHANNEL)),
                  row("numpat", 2, PublishCommands::countPatterns),
                  row("shardchannels", -2, call -> channels(call, Sort.SHARD_CHANNEL)),
                  row("shardnumsub", -2, call -> countSubscribers(call, Sort.SHARD_CHANNEL)),
                  command("help", 2, "loading stale", "", call -> Help.write(call, HELP)))));

  private PublishCommands() {}

  private static Command row(String name, int arity, Handler handler) {
    return command(name, arity, "pubsub loading stale", "pubsub", handler);
  }

  private static void publish(Call call) {
    byte[] bytes = call.bytes();
    int receivers =
        call.node()
            .subscriptions()
            .publish(bytes, call.start(1), call.length(1), bytes, call.start(2), call.length(2));
    call.effects().propagateUnchanged();
    call.reply().integer(receivers);
  }

  private static void publishToShard(Call call) {
    byte[] bytes = call.bytes();
    int receivers =
        call.node()
            .subscriptions()
            .publishToShard(
                bytes, call.start(1), call.length(1), bytes, call.start(2), call.length(2));
    call.effects().propagateUnchanged();
    call.reply().integer(receivers);
  }

  // ---- PUBSUB

  private static void channels(Call call, Sort sort) {
    if (call.count() > 3) {
      throw new CommandException(Errors.wrongSubcommand("PUBSUB", call.text(1)));
    }
    Glob pattern = call.count() == 3 ? new Glob(call.request().copy(2)) : null;
    int mark = call.reply().deferArray();
    int written = 0;
    for (Topic<?> topic : topics(call, sort).all()) {
      byte[] name = topic.name().bytes();
      if (pattern == null || pattern.matches(name, 0, name.length)) {
        call.reply().bulk(name);
        written++;
      }
    }
    call.reply().settle(mark, written);
  }

  private static void countSubscribers(Call call, Sort sort) {
    call.reply().array(2L * (call.count() - 2));
    for (int i = 2; i < call.count(); i++) {
      @Nullable Topic<?> topic =
          topics(call, sort).find(call.bytes(), call.start(i), call.length(i));
      call.reply().bulk(call.bytes(), call.start(i), call.length(i));
      call.reply().integer(topic == null ? 0 : topic.subscribers().size());
    }
  }

  private static void countPatterns(Call call) {
    call.reply().integer(topics(call, Sort.PATTERN).count());
  }

  private static Topics<?> topics(Call call, Sort sort) {
    return call.node().subscriptions().of(sort);
  }
}
