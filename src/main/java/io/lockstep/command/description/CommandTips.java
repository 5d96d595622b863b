package io.lockstep.command.description;

import io.lockstep.command.Command;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Tips for clients that spread commands over a cluster, as COMMAND INFO shows them: how a request
 * is to be sent, how its replies are to be joined, and whether they are the same each time.
 */
final class CommandTips {

  private static final String TABLE =
      """
      ping request_policy:all_shards response_policy:all_succeeded
      keys request_policy:all_shards nondeterministic_output_order
      flushdb request_policy:all_shards response_policy:all_succeeded
      flushall request_policy:all_shards response_policy:all_succeeded
      dbsize request_policy:all_shards response_policy:agg_sum
      wait request_policy:all_shards response_policy:agg_min
      object|idletime nondeterministic_output
      object|encoding nondeterministic_output
      object|freq nondeterministic_output
      object|refcount nondeterministic_output
      latency|histogram nondeterministic_output request_policy:all_nodes response_policy:special
      latency|history nondeterministic_output request_policy:all_nodes response_policy:special
      latency|reset request_policy:all_nodes response_policy:all_succeeded
      latency|doctor nondeterministic_output request_policy:all_nodes response_policy:special
      latency|graph nondeterministic_output request_policy:all_nodes response_policy:special
      latency|latest nondeterministic_output request_policy:all_nodes response_policy:special
      ttl nondeterministic_output
      pttl nondeterministic_output
      dump nondeterministic_output
      config|set request_policy:all_nodes response_policy:all_succeeded
      time nondeterministic_output
      command nondeterministic_output_order
      command|list nondeterministic_output_order
      command|info nondeterministic_output_order
      command|docs nondeterministic_output_order
      mset request_policy:multi_shard response_policy:all_succeeded
      mget request_policy:multi_shard
      msetnx request_policy:multi_shard response_policy:agg_min
      client|list nondeterministic_output
      client|info nondeterministic_output
      client|setinfo request_policy:all_nodes response_policy:all_succeeded
      client|setname request_policy:all_nodes response_policy:all_succeeded
      slowlog|get request_policy:all_nodes nondeterministic_output
      slowlog|reset request_policy:all_nodes response_policy:all_succeeded
      slowlog|len request_policy:all_nodes response_policy:agg_sum nondeterministic_output
      memory|malloc-stats nondeterministic_output request_policy:all_shards response_policy:special
      memory|doctor nondeterministic_output request_policy:all_shards response_policy:special
      memory|stats nondeterministic_output request_policy:all_shards response_policy:special
      memory|purge request_policy:all_shards response_policy:all_succeeded
      info nondeterministic_output request_policy:all_shards response_policy:special
      scan nondeterministic_output request_policy:special
      lastsave nondeterministic_output
      exists request_policy:multi_shard response_policy:agg_sum
      del request_policy:multi_shard response_policy:agg_sum
      unlink request_policy:multi_shard response_policy:agg_sum
      touch request_policy:multi_shard response_policy:agg_sum
      randomkey request_policy:all_shards nondeterministic_output
      hgetall nondeterministic_output_order
      httl nondeterministic_output
      hpttl nondeterministic_output
      hkeys nondeterministic_output_order
      hrandfield nondeterministic_output
      hscan nondeterministic_output
      hvals nondeterministic_output_order
      sdiff nondeterministic_output_order
      sinter nondeterministic_output_order
      smembers nondeterministic_output_order
      spop nondeterministic_output
      srandmember nondeterministic_output
      sscan nondeterministic_output
      sunion nondeterministic_output_order
      xadd nondeterministic_output
      xautoclaim nondeterministic_output
      xclaim nondeterministic_output
      xinfo|consumers nondeterministic_output
      xpending nondeterministic_output
      xtrim nondeterministic_output
      zrandmember nondeterministic_output
      zscan nondeterministic_output
      """;

  private static final Map<String, List<String>> BY_NAME = read();

  private CommandTips() {}

  private static Map<String, List<String>> read() {
    Map<String, List<String>> tips = new HashMap<>();
    TABLE
        .lines()
        .map(line -> List.of(line.split(" ", -1)))
        .forEach(words -> tips.put(words.getFirst(), words.subList(1, words.size())));
    return Map.copyOf(tips);
  }

  /** The tips of a command, by its full name. */
  static List<String> of(Command command) {
    return BY_NAME.getOrDefault(command.fullName(), List.of());
  }
}
