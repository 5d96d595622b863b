package io.lockstep.command.stream;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.lockstep.command.Call;
import io.lockstep.command.CommandException;
import io.lockstep.command.Errors;
import io.lockstep.command.waiting.KeyTerms;
import io.lockstep.keyspace.Database;
import io.lockstep.keyspace.EntryId;
import io.lockstep.keyspace.GroupValue;
import io.lockstep.keyspace.StreamValue;
import io.lockstep.memory.RecordType;
import io.lockstep.resp.Request;

/** XREAD and XREADGROUP. */
final class ReadCommand {
  private static final String MEANINGLESS =
      "ERR The $ ID is meaningless in the context of XREADGROUP: you want to read the history of"
          + " this consumer by specifying a proper ID, or use the > ID to get new messages. The $"
          + " ID would just return an empty result set.";
  private static final String ONLY_GROUPS =
      "ERR The > ID can be specified only when calling XREADGROUP using the GROUP <group>"
          + " <consumer> option.";

  private final Call call;
  private final boolean isOfGroup;
  private long count;
  private boolean waits;
  private long untilMs;
  private int group; // its argument; the next one is the consumer
  private boolean isAcknowledged;
  private int firstKey;
  private int streams;
  private EntryId[] after = {}; // the largest id asks for what the group has not got yet
  private int served;
  private int mark;

  private ReadCommand(Call call, boolean isOfGroup) {
    this.call = call;
    this.isOfGroup = isOfGroup;
  }

  static void xread(Call call) {
    new ReadCommand(call, false).run();
  }

  static void xreadgroup(Call call) {
    call.effects().keepFromLog(); // it gets the effects instead
    new ReadCommand(call, true).run();
  }

  private void run() {
    readOptions();
    after = new EntryId[streams];
    for (int stream = 0; stream < streams; stream++) {
      after[stream] = startOf(stream);
    }
    for (int stream = 0; stream < streams; stream++) {
      read(stream);
    }
    if (served > 0) {
      call.reply().settle(mark, served);
    } else {
      findNothing();
    }
  }

  private void findNothing() {
    if (!waits) {
      call.reply().nullArray();
      return;
    }
    KeyTerms terms = KeyTerms.of(RecordType.STREAM, untilMs, firstKey, streams);
    call.waitForKeys(isOfGroup ? terms.orGone() : terms, requestFromNow());
  }

  /** The request with the ids that stand for {@code $} now: later it stands for others. */
  private Request requestFromNow() {
    byte[][] arguments = new byte[call.count()][];
    for (int i = 0; i < call.count(); i++) {
      boolean isOpen = i >= idOf(0) && Ids.isChar(call, i, '$');
      arguments[i] =
          isOpen ? after[i - idOf(0)].toString().getBytes(ISO_8859_1) : call.request().copy(i);
    }
    return Request.of(arguments);
  }

  // ---- options

  private void readOptions() {
    int i = 1;
    while (i < call.count() && firstKey == 0) {
      i = readOption(i, call.count() - i - 1);
    }
    if (firstKey == 0) {
      throw new CommandException(Errors.SYNTAX);
    }
    if (isOfGroup && group == 0) {
      throw new CommandException("ERR Missing GROUP option for XREADGROUP");
    }
  }

  /** Returns the argument behind the option. */
  private int readOption(int i, int more) {
    if (more > 0 && call.is(i, "BLOCK")) {
      untilMs = call.arguments().deadlineFromMillis(i + 1);
      waits = true;
      return i + 2;
    } else if (more > 0 && call.is(i, "COUNT")) {
      count = Streams.count(call, i + 1, 0);
      return i + 2;
    } else if (more > 0 && call.is(i, "STREAMS")) {
      readStreams(i + 1);
      return call.count();
    } else if (more > 1 && call.is(i, "GROUP")) {
      checkIsOfGroup("GROUP");
      group = i + 1;
      return i + 3;
    } else if (call.is(i, "NOACK")) {
      checkIsOfGroup("NOACK");
      isAcknowledged = true;
      return i + 1;
    }
    throw new CommandException(Errors.SYNTAX);
  }

  private void checkIsOfGroup(String option) {
    if (!isOfGroup) {
      throw new CommandException(
          "ERR The "
              + option
              + " option is only supported by XREADGROUP. You called XREAD instead.");
    }
  }

  private void readStreams(int first) {
    if ((call.count() - first) % 2 != 0) {
      throw new CommandException(
          "ERR Unbalanced '%s' list of streams: for each stream key an ID or '%c' must be specified."
              .formatted(call.command().fullName(), isOfGroup ? '>' : '$'));
    }
    firstKey = first;
    streams = (call.count() - first) / 2;
  }

  // ---- ids

  private int keyOf(int stream) {
    return firstKey + stream;
  }

  private int idOf(int stream) {
    return firstKey + streams + stream;
  }

  /** Behind which id a stream is to be read. */
  private EntryId startOf(int stream) {
    int record = call.read(keyOf(stream), RecordType.STREAM);
    if (isOfGroup) {
      checkGroup(stream, record);
    }
    int i = idOf(stream);
    if (Ids.isChar(call, i, '$')) {
      return startFromEnd(record);
    } else if (Ids.isChar(call, i, '>')) {
      return startFromGroup();
    }
    return Ids.strict(call, i, new EntryId());
  }

  private void checkGroup(int stream, int record) {
    int key = keyOf(stream);
    if (record == Database.NONE || !Streams.findGroup(call, Streams.at(call, record), group)) {
      throw new CommandException(
          "NOGROUP No such key '%s' or consumer group '%s' in XREADGROUP with GROUP option"
              .formatted(Streams.shown(call, key), Streams.shown(call, group)));
    }
  }

  private EntryId startFromEnd(int record) {
    if (isOfGroup) {
      throw new CommandException(MEANINGLESS);
    }
    EntryId last = new EntryId();
    return record == Database.NONE ? last : Streams.at(call, record).lastId(last);
  }

  private EntryId startFromGroup() {
    if (!isOfGroup) {
      throw new CommandException(ONLY_GROUPS);
    }
    return EntryId.largest();
  }

  // ---- reading

  private void read(int index) {
    int record = call.read(keyOf(index), RecordType.STREAM);
    if (record == Database.NONE) {
      return;
    }
    StreamValue stream = Streams.at(call, record);
    if (isOfGroup) {
      readOfGroup(index, stream);
    } else if (hasEntriesBehind(stream, after[index])) {
      begin(index);
      EntryId from = new EntryId().set(after[index]);
      from.increment();
      new EntryReply(call)
          .array(stream.entries().between(stream.record(), from, EntryId.largest()), count);
    }
  }

  private static boolean hasEntriesBehind(StreamValue stream, EntryId id) {
    EntryId last = new EntryId();
    return stream.length() > 0 && stream.lastEntryId(last) && last.compareTo(id) > 0;
  }

  private void readOfGroup(int index, StreamValue stream) {
    Streams.findGroup(call, stream, group);
    GroupValue view = stream.group();
    Delivery delivery = new Delivery(call, stream, keyOf(index), group);
    if (Delivery.consumerOf(call, view, group + 1, keyOf(index)) && isAcknowledged) {
      delivery.log().created(group + 1);
    }
    EntryId last = view.lastId(new EntryId());
    if (!after[index].isLargest()) {
      begin(index);
      delivery.repeat(after[index], count);
      call.changed();
    } else if (hasEntriesBehind(stream, last)) {
      begin(index);
      delivery.deliver(last, count, isAcknowledged);
      call.changed();
    }
  }

  /** Begins the part of the reply that is about a stream. */
  private void begin(int index) {
    boolean isMap = call.reply().protocol() == 3;
    if (served++ == 0) {
      mark = isMap ? call.reply().deferMap() : call.reply().deferArray();
    }
    if (!isMap) {
      call.reply().array(2);
    }
    int key = keyOf(index);
    call.reply().bulk(call.bytes(), call.start(key), call.length(key));
  }
}
