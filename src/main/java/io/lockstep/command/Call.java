package io.lockstep.command;

import io.lockstep.command.waiting.KeyTerms;
import io.lockstep.keyspace.Database;
import io.lockstep.memory.Element;
import io.lockstep.memory.RecordType;
import io.lockstep.memory.Records;
import io.lockstep.resp.ReplyWriter;
import io.lockstep.resp.Request;
import org.jspecify.annotations.Nullable;

/**
 * One execution of a command: its arguments, who sent it, the data it may touch and where its reply
 * goes. A node has one, used again for every command.
 */
public final class Call {

  private final Node node;
  private final ReplyWriter reply;
  private final Dispatcher dispatcher;
  private final KeyLookup lookup;
  private final Effects effects;
  private final Arguments arguments = new Arguments(this);
  private final Collections collections = new Collections(this);
  private final Strings strings = new Strings(this);
  private final Element element = new Element();

  private boolean isQueued;
  private @Nullable Client client;
  private CommandTable.@Nullable Entry entry;
  private @Nullable Request request;

  Call(Node node, ReplyWriter reply, Dispatcher dispatcher) {
    this.node = node;
    this.reply = reply;
    this.dispatcher = dispatcher;
    this.lookup = new KeyLookup(this);
    this.effects = new Effects(node);
  }

  void begin(Client client, CommandTable.Entry entry, Request request) {
    this.client = client;
    this.entry = entry;
    this.request = request;
    effects.begin(client);
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

  /** The arguments as numbers and moments. */
  public Arguments arguments() {
    return arguments;
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
    return lookup.read(bytes(), start(i), length(i));
  }

  /** A key that is no argument, for reading; counts a hit or a miss. Zero if there is none. */
  public int readKey(byte[] key, int start, int length) {
    return lookup.read(key, start, length);
  }

  /** Like {@link #read}, but the key does not count as used: TTL, TYPE, EXISTS, OBJECT. */
  public int glance(int i) {
    return lookup.glance(bytes(), start(i), length(i));
  }

  /** Like {@link #glance}, but nobody is told of a miss: OBJECT. */
  public int glanceQuietly(int i) {
    return lookup.glanceQuietly(bytes(), start(i), length(i));
  }

  /** The key at argument {@code i} for a change. Zero if there is none. */
  public int write(int i) {
    return lookup.write(bytes(), start(i), length(i));
  }

  /** The key at argument {@code i} without a trace of having been looked at. */
  public int peek(int i) {
    return peek(client().database, i);
  }

  /** The key at argument {@code i} in another database, without a trace. */
  public int peek(int databaseIndex, int i) {
    return lookup.peek(databaseIndex, bytes(), start(i), length(i));
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

  /** The collections that keys hold. */
  public Collections collections() {
    return collections;
  }

  /** The strings that keys hold. */
  public Strings strings() {
    return strings;
  }

  /** A view of an element, for whoever looks for one. */
  public Element element() {
    return element;
  }

  // ---- effects

  /** What the call has changed, and what the log gets of it. */
  public Effects effects() {
    return effects;
  }

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

  /** Tells the log what this call changed, as the last operation of its command. */
  void propagate() {
    effects.propagate(command(), request());
  }

  // ---- the reply

  /** Where the reply goes. */
  public ReplyWriter reply() {
    return reply;
  }

  /** Writes Redis' {@code +OK}. */
  public void ok() {
    reply.ok();
  }

  /** Answers the value of a record that holds a string. */
  public void bulk(int record) {
    Records records = records();
    reply.bulk(records.segment(record), records.valueOffset(record), records.valueLength(record));
  }

  /** Answers an element of a collection. */
  public void bulk(Element element) {
    reply.bulk(element.segment(), element.offset(), element.length());
  }

  /** Answers by a message, which a client that wants no replies gets too. */
  public void push(byte[] message) {
    if (client().replyMode == Client.ReplyMode.ON) {
      reply.raw(message);
    } else {
      node.pushes().send(client(), message, 0, message.length);
    }
  }

  static <T> T required(@Nullable T value) {
    if (value == null) {
      throw new IllegalStateException("No call is being executed.");
    }
    return value;
  }
}
