package io.lockstep.command;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import io.lockstep.command.text.Doubles;
import io.lockstep.command.text.Numbers;
import io.lockstep.command.waiting.KeyTerms;
import io.lockstep.keyspace.Database;
import io.lockstep.keyspace.HashValue;
import io.lockstep.keyspace.ListValue;
import io.lockstep.keyspace.SetValue;
import io.lockstep.keyspace.SortedSetValue;
import io.lockstep.memory.Element;
import io.lockstep.memory.RecordType;
import io.lockstep.memory.Records;
import io.lockstep.resp.CommandEncoder;
import io.lockstep.resp.ReplyWriter;
import io.lockstep.resp.Request;
import java.lang.foreign.MemorySegment;
import org.jspecify.annotations.Nullable;

/**
 * One execution of a command: its arguments, who sent it, the data it may touch and where its reply
 * goes. A node has one, used again for every command.
 */
public final class Call {

  private final Node node;
  private final ReplyWriter reply;
  private final Dispatcher dispatcher;
  private boolean isQueued;
  private final Effects effects;
  private final Element element = new Element();
  private final byte[] digits = new byte[Numbers.MAX_LENGTH];

  private @Nullable Client client;
  private CommandTable.@Nullable Entry entry;
  private @Nullable Request request;

  Call(Node node, ReplyWriter reply, Dispatcher dispatcher) {
    this.node = node;
    this.reply = reply;
    this.dispatcher = dispatcher;
    this.effects = new Effects(node.propagation());
  }

  void begin(Client client, CommandTable.Entry entry, Request request) {
    this.client = client;
    this.entry = entry;
    this.request = request;
    effects.clear();
  }

  /** Makes this the call of the commands that EXEC finds queued. */
  Call forQueue() {
    isQueued = true;
    return this;
  }

  /** Whether it is a part of EXEC, and so must not wait for anything. */
  public boolean isQueued() {
    return isQueued;
  }

  // ---- who and where

  /** The node that executes. */
  public Node node() {
    return node;
  }

  /** What executes the commands that EXEC finds queued. */
  public Dispatcher dispatcher() {
    return dispatcher;
  }

  /** The peer that sent the request. */
  public Client client() {
    return required(client);
  }

  /** The row of the command. */
  public Command command() {
    return entry().command();
  }

  CommandTable.Entry entry() {
    return required(entry);
  }

  /** The time of the batch this call belongs to, in milliseconds since 1970. */
  public long nowMs() {
    return node.nowMs();
  }

  /** Where the reply goes. */
  public ReplyWriter reply() {
    return reply;
  }

  // ---- arguments

  /** The request as it came. */
  public Request request() {
    return required(request);
  }

  /** The number of arguments, the command's name included. */
  public int count() {
    return request().count();
  }

  /** The array that holds every argument. */
  public byte[] bytes() {
    return request().bytes();
  }

  /** Where argument {@code i} starts in {@link #bytes()}. */
  public int start(int i) {
    return request().start(i);
  }

  /** The length of argument {@code i} in bytes. */
  public int length(int i) {
    return request().length(i);
  }

  /** Whether argument {@code i} is this word, in any case. */
  public boolean is(int i, String upperCaseWord) {
    return request().is(i, upperCaseWord);
  }

  /** Argument {@code i} as text, a char a byte. */
  public String text(int i) {
    return request().text(i);
  }

  /**
   * Argument {@code i} as a signed 64-bit number in its only spelling.
   *
   * @throws CommandException "value is not an integer or out of range"
   */
  public long number(int i) {
    return number(i, Errors.NOT_AN_INTEGER);
  }

  /** Argument {@code i} as a number, or this error. */
  public long number(int i, String error) {
    Request arguments = request();
    long value = Numbers.parse(arguments.bytes(), arguments.start(i), arguments.length(i));
    if (value == Numbers.INVALID
        && !Numbers.isMinimum(arguments.bytes(), arguments.start(i), arguments.length(i))) {
      throw new CommandException(error);
    }
    return value;
  }

  /** Argument {@code i} as a number between bounds, or this error. */
  public long numberBetween(int i, long least, long most, String error) {
    long value = number(i, error);
    if (value < least || value > most) {
      throw new CommandException(error);
    }
    return value;
  }

  /** Argument {@code i} as how many elements are to be chosen: a number that has an opposite. */
  public long randomCount(int i) {
    long count = number(i);
    if (count == Long.MIN_VALUE) {
      throw new CommandException(Errors.NO_OPPOSITE);
    }
    return count;
  }

  /** Argument {@code i} as a number that is not negative. */
  public long positive(int i) {
    long value = number(i, Errors.NOT_POSITIVE);
    if (value < 0) {
      throw new CommandException(Errors.NOT_POSITIVE);
    }
    return value;
  }

  /** Argument {@code i} as a signed 32-bit number. */
  public int int32(int i) {
    long value = number(i);
    if (value < Integer.MIN_VALUE || value > Integer.MAX_VALUE) {
      throw new CommandException(Errors.NOT_AN_INT32);
    }
    return (int) value;
  }

  /**
   * Argument {@code i} as a floating-point number.
   *
   * @throws CommandException "value is not a valid float"
   */
  public double real(int i) {
    return real(i, Errors.NOT_A_FLOAT);
  }

  /** Argument {@code i} as a floating-point number, or this error. */
  public double real(int i, String error) {
    Request arguments = request();
    double value = Doubles.parse(arguments.bytes(), arguments.start(i), arguments.length(i));
    if (Double.isNaN(value)) {
      throw new CommandException(error);
    }
    return value;
  }

  /**
   * The moment that is argument {@code i} milliseconds from now.
   *
   * @throws CommandException "timeout is …"
   */
  public long deadline(int i) {
    return Deadlines.after(number(i, Errors.NOT_A_TIMEOUT), nowMs());
  }

  /**
   * When a wait ends that is argument {@code i} milliseconds long; 0, which is never, for 0.
   *
   * @throws CommandException "timeout is …"
   */
  public long deadlineFromMillis(int i) {
    return Deadlines.afterOrNever(number(i, Errors.NOT_A_TIMEOUT), nowMs());
  }

  /**
   * When a wait ends that is argument {@code i} seconds long, perhaps with a fraction; 0, which is
   * never, for 0.
   *
   * @throws CommandException "timeout is …"
   */
  public long deadlineFromSeconds(int i) {
    return Deadlines.afterOrNever(Deadlines.millisOfSeconds(request(), i), nowMs());
  }

  // ---- waiting

  /** Whether {@link #waitForKeys} has the client wait, rather than answer it at once. */
  public boolean mayWait() {
    return !isQueued && !client().isMaster();
  }

  /**
   * Executes the request again when one of its keys is ready, and answers when it has found
   * something, or a null array when the time is over; at once where nothing may wait.
   */
  public void waitForKeys(KeyTerms terms) {
    waitForKeys(terms, request());
  }

  /**
   * Like {@link #waitForKeys(KeyTerms)}, but another request of the command is executed then: XREAD
   * remembers what {@code $} was.
   */
  public void waitForKeys(KeyTerms terms, Request again) {
    if (mayWait()) {
      node.keyWaits().begin(client(), entry(), terms, again);
    } else {
      reply.nullArray();
    }
  }

  // ---- data

  /** The selected database. */
  public Database database() {
    return node.keyspace().database(client().database);
  }

  /** The accessors of the keyspace's records. */
  public Records records() {
    return node.keyspace().records();
  }

  /** The key at argument {@code i} for reading; counts a hit or a miss. Zero if there is none. */
  public int read(int i) {
    int record = glance(i);
    if (record != Database.NONE) {
      touch(record);
    }
    return record;
  }

  /** A key that is no argument, for reading; counts a hit or a miss. Zero if there is none. */
  public int readKey(byte[] key, int start, int length) {
    int database = client().database;
    int found = node.keyspace().database(database).find(key, start, length);
    int record = node.liveKeys().live(client(), database, found);
    if (record == Database.NONE) {
      node.statistics().keyspaceMisses++;
      event(EventClass.KEY_MISS, "keymiss", database, key, start, length);
    } else {
      node.statistics().keyspaceHits++;
      touch(record);
    }
    return record;
  }

  /** Like {@link #read}, but the key does not count as used: TTL, TYPE, EXISTS, OBJECT. */
  public int glance(int i) {
    int record = peek(i);
    if (record == Database.NONE) {
      node.statistics().keyspaceMisses++;
      event(EventClass.KEY_MISS, "keymiss", i);
    } else {
      node.statistics().keyspaceHits++;
    }
    return record;
  }

  /** Like {@link #glance}, but nobody is told of a miss: OBJECT. */
  public int glanceQuietly(int i) {
    int record = peek(i);
    if (record == Database.NONE) {
      node.statistics().keyspaceMisses++;
    } else {
      node.statistics().keyspaceHits++;
    }
    return record;
  }

  /** The key at argument {@code i} for a change. Zero if there is none. */
  public int write(int i) {
    int database = client().database;
    int record = node.liveKeys().liveToWrite(client(), database, find(database, i));
    if (record != Database.NONE) {
      touch(record);
    }
    return record;
  }

  /** The key at argument {@code i} without a trace of having been looked at. */
  public int peek(int i) {
    return peek(client().database, i);
  }

  /** The key at argument {@code i} in another database, without a trace. */
  public int peek(int databaseIndex, int i) {
    return node.liveKeys().live(client(), databaseIndex, find(databaseIndex, i));
  }

  private int find(int databaseIndex, int i) {
    Request arguments = request();
    return node.keyspace()
        .database(databaseIndex)
        .find(arguments.bytes(), arguments.start(i), arguments.length(i));
  }

  /** Like {@link #read}, for a key that must hold this type if it is there. */
  public int read(int i, RecordType type) {
    return require(read(i), type);
  }

  /** Like {@link #write}, for a key that must hold this type if it is there. */
  public int write(int i, RecordType type) {
    return require(write(i), type);
  }

  /** Like {@link #read}, for a key that must hold a string if it is there. */
  public int readString(int i) {
    return requireString(read(i));
  }

  /** Like {@link #write}, for a key that must hold a string if it is there. */
  public int writeString(int i) {
    return requireString(write(i));
  }

  /** Refuses a record of another type than string. */
  public int requireString(int record) {
    return require(record, RecordType.STRING);
  }

  /** Refuses a record of another type. */
  public int require(int record, RecordType type) {
    if (record != Database.NONE && records().type(record) != type) {
      throw new CommandException(Errors.WRONG_TYPE);
    }
    return record;
  }

  /** A view of the set that a record of the selected database holds. */
  public SetValue set(int record) {
    return node.keyspace().sets().at(database(), record);
  }

  /** A view of the list that a record of the selected database holds. */
  public ListValue list(int record) {
    return node.keyspace().lists().at(database(), record);
  }

  /** A view of the list at argument {@code i}, or of a new one that is to be filled. */
  public ListValue listToFill(int i, int record) {
    if (record != Database.NONE) {
      return list(record);
    }
    created(i);
    return newList(i);
  }

  /** A view of a new list at argument {@code i}, which holds nothing. */
  public ListValue newList(int i) {
    return node.keyspace()
        .lists()
        .create(database(), bytes(), start(i), length(i), Records.NO_EXPIRY);
  }

  /** A view of the hash that a record of the selected database holds. */
  public HashValue hash(int record) {
    return node.keyspace().hashes().at(database(), record);
  }

  /**
   * A view of the hash at argument {@code i}, which may be given by {@link #write}, or a new one.
   */
  public HashValue hashToFill(int i, int record) {
    return record == Database.NONE
        ? node.keyspace()
            .hashes()
            .create(database(), bytes(), start(i), length(i), Records.NO_EXPIRY)
        : hash(record);
  }

  /** A view of the sorted set that a record of the selected database holds. */
  public SortedSetValue sortedSet(int record) {
    return node.keyspace().sortedSets().at(database(), record);
  }

  /**
   * A view of a new sorted set at argument {@code i}, which holds nothing: room for so many
   * members, one of which is this long.
   */
  public SortedSetValue newSortedSet(int i, long members, long memberLength) {
    return node.keyspace()
        .sortedSets()
        .create(database(), bytes(), start(i), length(i), Records.NO_EXPIRY, members, memberLength);
  }

  /**
   * A string that spells a number.
   *
   * @throws CommandException "value is not an integer or out of range"
   */
  public long numberIn(int record) {
    Records records = records();
    int length = records.valueLength(record);
    if (length > digits.length) {
      throw new CommandException(Errors.NOT_AN_INTEGER);
    }
    MemorySegment.copy(
        records.segment(record), JAVA_BYTE, records.valueOffset(record), digits, 0, length);
    long value = Numbers.parse(digits, 0, length);
    if (value == Numbers.INVALID && !Numbers.isMinimum(digits, 0, length)) {
      throw new CommandException(Errors.NOT_AN_INTEGER);
    }
    return value;
  }

  /** Gives the key at one argument the string at another, in place of whatever it had. */
  public void put(int key, int value, long expireAtMs) {
    Request arguments = request();
    put(key, arguments.bytes(), arguments.start(value), arguments.length(value), expireAtMs);
  }

  /** Gives the key at argument {@code key} a string, in place of whatever it had. */
  public void put(int key, byte[] value, int start, int length, long expireAtMs) {
    store(key, value, start, length, expireAtMs);
    changed(key);
  }

  /** Like {@link #put}, for callers that go on with the record and then tell what changed. */
  public int store(int key, byte[] value, int start, int length, long expireAtMs) {
    Request arguments = request();
    Database database = database();
    int record =
        database.putString(
            arguments.bytes(),
            arguments.start(key),
            arguments.length(key),
            value,
            start,
            length,
            expireAtMs);
    boolean wasExpired =
        database.replacedExpireAtMs() != Records.NO_EXPIRY
            && node.liveKeys().replaced(this, key, database.replacedExpireAtMs());
    if (wasExpired || !database.replaced()) {
      created(key);
    }
    return record;
  }

  /** Like {@link #put}, but a key that is there keeps its time of expiry. */
  public void putKeepingExpiry(int key, byte[] value, int start, int length) {
    int record = peek(key);
    long expireAtMs = record == Database.NONE ? Records.NO_EXPIRY : records().expireAtMs(record);
    put(key, value, start, length, expireAtMs);
  }

  /**
   * Deletes what the key at argument {@code i} had, in favour of a result. A key that has run out
   * is expired first if something takes its place, and else counts as having been there, as in
   * Redis.
   *
   * @return whether there was anything to delete
   */
  public boolean vacate(int i, boolean isFollowed) {
    if (isFollowed) {
      write(i);
    }
    return database().delete(bytes(), start(i), length(i));
  }

  /** A view of an element, for whoever looks for one. */
  public Element element() {
    return element;
  }

  /** A collection at argument {@code i} has lost its last element, and so is no key any more. */
  public void dropEmpty(int i, int record) {
    database().delete(record);
    event(EventClass.GENERIC, "del", i);
  }

  /** Answers an element of a collection. */
  public void bulk(Element element) {
    reply.bulk(element.segment(), element.offset(), element.length());
  }

  private void touch(int record) {
    if (!client().noTouch || command().name().equals("touch")) {
      node.touch(record);
    }
  }

  // ---- effects

  /**
   * The key at argument {@code i} was changed: the request goes to the log, watchers learn it, and
   * those who wait for it look again.
   */
  public void changed(int i) {
    changed(client().database, i);
  }

  /** The key at argument {@code i} of another database was changed. */
  public void changed(int databaseIndex, int i) {
    changedForWatchers(databaseIndex, i);
    Request arguments = request();
    node.keyWaits()
        .changed(databaseIndex, arguments.bytes(), arguments.start(i), arguments.length(i));
  }

  /**
   * Like {@link #changed(int)}, where the key has nothing that it had not before: XACK and its like
   * would wake every reader of the stream in vain.
   */
  public void changedForWatchers(int i) {
    changedForWatchers(client().database, i);
  }

  private void changedForWatchers(int databaseIndex, int i) {
    changed();
    Request arguments = request();
    node.watches()
        .changed(databaseIndex, arguments.bytes(), arguments.start(i), arguments.length(i));
    if (node.isWritableReplica() && !client().isMaster()) {
      node.ownVolatileKeys()
          .changed(databaseIndex, arguments.bytes(), arguments.start(i), arguments.length(i));
    }
  }

  /** Those who wait for the key at argument {@code i} look again, though its value is the same. */
  public void lookAgain(int i) {
    Request arguments = request();
    node.keyWaits()
        .changed(client().database, arguments.bytes(), arguments.start(i), arguments.length(i));
  }

  /** Something other than a key's value was changed; the request goes to the log. */
  public void changed() {
    effects.changed();
    node.statistics().changes++;
  }

  /** Something has happened to the key at argument {@code i}: subscribers hear of it. */
  public void event(EventClass type, String event, int i) {
    event(type, event, client().database, i);
  }

  /** Something has happened to the key at argument {@code i} of another database. */
  public void event(EventClass type, String event, int databaseIndex, int i) {
    Request arguments = request();
    event(type, event, databaseIndex, arguments.bytes(), arguments.start(i), arguments.length(i));
  }

  /** Something has happened to a key that is no argument. */
  public void event(
      EventClass type, String event, int databaseIndex, byte[] key, int start, int length) {
    node.keyspaceEvents().publish(type, event, databaseIndex, key, start, length);
  }

  /** The key at argument {@code i} is there and was not before; comes before what made it. */
  public void created(int i) {
    event(EventClass.NEW, "new", i);
  }

  /** A change that was told of was so many more in Redis' count. */
  public void furtherChanges(long count) {
    node.statistics().changes += count;
  }

  /** How many changes this call has made. */
  public long changes() {
    return effects.changes();
  }

  /** Replicas get the request though no data was changed: PUBLISH. */
  public void propagateUnchanged() {
    if (node.propagation().isActive()) {
      effects.force();
    }
  }

  /** Answers by a message, which a client that wants no replies gets too. */
  public void push(byte[] message) {
    if (client().replyMode == Client.ReplyMode.ON) {
      reply.raw(message);
    } else {
      node.pushes().send(client(), message, 0, message.length);
    }
  }

  /** Starts the command that goes to the log instead of the request. */
  public CommandEncoder rewrite(int argumentCount) {
    return effects.rewrite(argumentCount);
  }

  /** Starts a command that goes to the log before the last one, which {@link #addBefore} ends. */
  public CommandEncoder before(int argumentCount) {
    return effects.before(argumentCount);
  }

  public void addBefore() {
    effects.addBefore(client().database);
  }

  /** Keeps what was changed from the log. */
  public void keepFromLog() {
    effects.keepFromLog();
  }

  /** Answers the value of a record that holds a string. */
  public void bulk(int record) {
    Records records = records();
    reply.bulk(records.segment(record), records.valueOffset(record), records.valueLength(record));
  }

  /** Writes Redis' {@code +OK}. */
  public void ok() {
    reply.ok();
  }

  /** Tells the log what this call changed, as the last operation of its command. */
  void propagate() {
    effects.propagate(client().database, command(), request());
  }

  private static <T> T required(@Nullable T value) {
    if (value == null) {
      throw new IllegalStateException("No call is being executed.");
    }
    return value;
  }
}
