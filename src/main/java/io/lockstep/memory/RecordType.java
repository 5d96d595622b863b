package io.lockstep.memory;

/** What a record's value is, under the name that TYPE answers and with Redis' number of it. */
public enum RecordType {
  STRING(0, "string"),
  LIST(1, "list"),
  SET(2, "set"),
  SORTED_SET(3, "zset"),
  HASH(4, "hash"),
  STREAM(6, "stream");

  private static final RecordType[] BY_CODE = new RecordType[7];

  static {
    for (RecordType type : values()) {
      BY_CODE[type.code] = type;
    }
  }

  private final int code;
  private final String wireName;

  RecordType(int code, String wireName) {
    this.code = code;
    this.wireName = wireName;
  }

  public String wireName() {
    return wireName;
  }

  /** Redis' number of the type, {@code OBJ_STRING} and so on. */
  public int code() {
    return code;
  }

  static RecordType ofCode(int code) {
    return BY_CODE[code];
  }
}
