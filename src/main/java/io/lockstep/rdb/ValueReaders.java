package io.lockstep.rdb;

import io.lockstep.rdb.packed.Intset;
import io.lockstep.rdb.packed.Listpack;
import io.lockstep.rdb.packed.Ziplist;
import io.lockstep.rdb.packed.Zipmap;
import org.jspecify.annotations.Nullable;

/** The reader of each type of value that is known, for files and for single values. */
final class ValueReaders {
  private final StringReader strings;
  private final ValueReader lists;
  private final ValueReader listsAsZiplist;
  private final ValueReader listsAsQuicklist;
  private final ValueReader listsAsQuicklist2;
  private final ValueReader sets;
  private final ValueReader setsAsIntset;
  private final ValueReader setsAsListpack;
  private final ValueReader hashes;
  private final ValueReader hashesAsZipmap;
  private final ValueReader hashesAsZiplist;
  private final ValueReader hashesAsListpack;
  private final ValueReader timedHashesPreGa;
  private final ValueReader timedHashes;
  private final ValueReader timedHashesOfValkey;
  private final ValueReader timedHashesAsListpackPreGa;
  private final ValueReader timedHashesAsListpack;
  private final ValueReader sortedSets;
  private final ValueReader sortedSetsAsText;
  private final ValueReader sortedSetsAsZiplist;
  private final ValueReader sortedSetsAsListpack;
  private final RdbString scratch;

  /** Readers that decode strings into these two. */
  ValueReaders(RdbString scratch, RdbString second) {
    strings = new StringReader(scratch);
    lists = new ListLoader(scratch, RdbType.LIST);
    listsAsZiplist = new ListLoader(scratch, RdbType.LIST_ZIPLIST);
    listsAsQuicklist = new ListLoader(scratch, RdbType.LIST_QUICKLIST);
    listsAsQuicklist2 = new ListLoader(scratch, RdbType.LIST_QUICKLIST_2);
    sets = new SetLoader(scratch);
    setsAsIntset = new PackedSetLoader(scratch, new Intset(), true);
    setsAsListpack = new PackedSetLoader(scratch, new Listpack(), false);
    hashes = new HashLoader(scratch, second, HashLoader.Times.NONE);
    hashesAsZipmap = new PackedHashLoader(scratch, new Zipmap());
    hashesAsZiplist = new PackedHashLoader(scratch, new Ziplist());
    hashesAsListpack = new PackedHashLoader(scratch, new Listpack());
    timedHashesPreGa = new HashLoader(scratch, second, HashLoader.Times.ABSOLUTE);
    timedHashes = new HashLoader(scratch, second, HashLoader.Times.RELATIVE);
    timedHashesOfValkey = new HashLoader(scratch, second, HashLoader.Times.BEHIND);
    timedHashesAsListpackPreGa = new TimedPackedHashLoader(scratch, false);
    timedHashesAsListpack = new TimedPackedHashLoader(scratch, true);
    sortedSets = new SortedSetLoader(scratch, false);
    sortedSetsAsText = new SortedSetLoader(scratch, true);
    sortedSetsAsZiplist = new PackedSortedSetLoader(scratch, new Ziplist());
    sortedSetsAsListpack = new PackedSortedSetLoader(scratch, new Listpack());
    this.scratch = scratch;
  }

  /** Null for a type that is not read. */
  @Nullable ValueReader of(int type, RdbDialect dialect) {
    if (type <= RdbType.NEWEST_SHARED) {
      return shared(type);
    }
    return switch (dialect) {
      case REDIS -> ofRedis(type);
      case VALKEY -> type == RdbType.VALKEY_HASH_WITH_EXPIRY ? timedHashesOfValkey : null;
    };
  }

  private @Nullable ValueReader ofRedis(int type) {
    return switch (type) {
      case RdbType.HASH_WITH_EXPIRY_PRE_GA -> timedHashesPreGa;
      case RdbType.HASH_WITH_EXPIRY -> timedHashes;
      case RdbType.HASH_LISTPACK_WITH_EXPIRY_PRE_GA -> timedHashesAsListpackPreGa;
      case RdbType.HASH_LISTPACK_WITH_EXPIRY -> timedHashesAsListpack;
      case RdbType.STREAM_LISTPACKS_4 -> new StreamLoader(scratch, StreamForm.IDEMPOTENT);
      default -> null;
    };
  }

  private @Nullable ValueReader shared(int type) {
    return switch (type) {
      case RdbType.STRING -> strings;
      case RdbType.LIST -> lists;
      case RdbType.LIST_ZIPLIST -> listsAsZiplist;
      case RdbType.LIST_QUICKLIST -> listsAsQuicklist;
      case RdbType.LIST_QUICKLIST_2 -> listsAsQuicklist2;
      case RdbType.SET -> sets;
      case RdbType.SET_INTSET -> setsAsIntset;
      case RdbType.SET_LISTPACK -> setsAsListpack;
      case RdbType.HASH -> hashes;
      case RdbType.HASH_ZIPMAP -> hashesAsZipmap;
      case RdbType.HASH_ZIPLIST -> hashesAsZiplist;
      case RdbType.HASH_LISTPACK -> hashesAsListpack;
      case RdbType.SORTED_SET -> sortedSets;
      case RdbType.SORTED_SET_AS_TEXT -> sortedSetsAsText;
      case RdbType.SORTED_SET_ZIPLIST -> sortedSetsAsZiplist;
      case RdbType.SORTED_SET_LISTPACK -> sortedSetsAsListpack;
      case RdbType.STREAM_LISTPACKS -> new StreamLoader(scratch, StreamForm.PLAIN);
      case RdbType.STREAM_LISTPACKS_2 -> new StreamLoader(scratch, StreamForm.COUNTED);
      case RdbType.STREAM_LISTPACKS_3 -> new StreamLoader(scratch, StreamForm.TIMED);
      default -> null;
    };
  }
}
