package io.lockstep.replication;

/** Why a replica cannot continue; the sentence is for the log and the dashboard. */
public sealed interface ResyncReason {

  String sentence();

  /** The replica sent {@code PSYNC ? -1}. */
  record AskedFor() implements ResyncReason {
    @Override
    public String sentence() {
      return "the replica has no history and asked for a full resync";
    }
  }

  /** The replica sent SYNC, which has no offset. */
  record NoPsync() implements ResyncReason {
    @Override
    public String sentence() {
      return "the replica sent SYNC, which cannot continue";
    }
  }

  /** Nothing is retained and changes have been made since. */
  record NoBacklog() implements ResyncReason {
    @Override
    public String sentence() {
      return "there is no backlog";
    }
  }

  /** The replica followed another history. */
  record UnknownReplid(String asked, History own) implements ResyncReason {
    @Override
    public String sentence() {
      return "the replica asked for history %s, but ours are %s and %s"
          .formatted(asked, own.replid(), own.replid2());
    }
  }

  /** The replica went further in the previous history than this node did. */
  record BeyondSecondOffset(long asked, long secondOffset) implements ResyncReason {
    @Override
    public String sentence() {
      return "the replica asked for offset %d of the previous history, which ends before %d"
          .formatted(asked, secondOffset);
    }
  }

  /** The bytes that the replica lacks are no longer retained. */
  record OffsetTooLow(long asked, long firstOffset) implements ResyncReason {
    @Override
    public String sentence() {
      return "the replica asked for offset %d, but the backlog begins at %d (%d bytes lost)"
          .formatted(asked, firstOffset, firstOffset - asked);
    }
  }

  /** The replica claims bytes that were never produced here. */
  record OffsetTooHigh(long asked, long nextOffset) implements ResyncReason {
    @Override
    public String sentence() {
      return "the replica asked for offset %d, but the next byte here is %d"
          .formatted(asked, nextOffset);
    }
  }
}
