package io.lockstep.command.family;

import io.lockstep.command.Command;
import io.lockstep.command.bit.BitCommands;
import io.lockstep.command.connection.ClientCommands;
import io.lockstep.command.connection.ConnectionCommands;
import io.lockstep.command.connection.TransactionCommands;
import io.lockstep.command.debug.DebugCommands;
import io.lockstep.command.description.CommandCommands;
import io.lockstep.command.geo.GeoCommands;
import io.lockstep.command.hash.FieldExpiryCommands;
import io.lockstep.command.hash.HashCommands;
import io.lockstep.command.hyperloglog.HyperLogLogCommands;
import io.lockstep.command.key.DatabaseCommands;
import io.lockstep.command.key.DumpCommands;
import io.lockstep.command.key.ExpiryCommands;
import io.lockstep.command.key.KeyCommands;
import io.lockstep.command.key.ObjectCommands;
import io.lockstep.command.key.ScanCommands;
import io.lockstep.command.list.ListCommands;
import io.lockstep.command.pubsub.PublishCommands;
import io.lockstep.command.pubsub.SubscriptionCommands;
import io.lockstep.command.replica.ReplicationCommands;
import io.lockstep.command.server.ConfigCommands;
import io.lockstep.command.server.LatencyCommands;
import io.lockstep.command.server.MemoryCommands;
import io.lockstep.command.server.SavingCommands;
import io.lockstep.command.server.ServerCommands;
import io.lockstep.command.server.SlowLogCommands;
import io.lockstep.command.set.SetCommands;
import io.lockstep.command.sort.SortCommands;
import io.lockstep.command.sortedset.SortedSetCommands;
import io.lockstep.command.stream.StreamCommands;
import io.lockstep.command.string.StringCommands;
import java.util.List;
import java.util.stream.Stream;

/** Every family of commands that a node has. */
public final class CommandFamilies {

  /** The rows of all families, in the order of COMMAND. */
  public static final List<Command> ALL =
      Stream.of(
              StringCommands.TABLE,
              BitCommands.TABLE,
              HashCommands.TABLE,
              FieldExpiryCommands.TABLE,
              SetCommands.TABLE,
              SortCommands.TABLE,
              ListCommands.TABLE,
              SortedSetCommands.TABLE,
              GeoCommands.TABLE,
              StreamCommands.TABLE,
              HyperLogLogCommands.TABLE,
              KeyCommands.TABLE,
              ExpiryCommands.TABLE,
              ScanCommands.TABLE,
              DatabaseCommands.TABLE,
              ObjectCommands.TABLE,
              DumpCommands.TABLE,
              TransactionCommands.TABLE,
              SubscriptionCommands.TABLE,
              PublishCommands.TABLE,
              DebugCommands.TABLE,
              ConnectionCommands.TABLE,
              ClientCommands.TABLE,
              ServerCommands.TABLE,
              SavingCommands.TABLE,
              ConfigCommands.TABLE,
              CommandCommands.TABLE,
              MemoryCommands.TABLE,
              SlowLogCommands.TABLE,
              LatencyCommands.TABLE,
              ReplicationCommands.TABLE)
          .flatMap(List::stream)
          .toList();

  private CommandFamilies() {}
}
