package io.lockstep.memory;

/** What a record's value is, under the name that TYPE answers. */
public enum RecordType {
  STRING(0, "string");

  private static final RecordType[] BY_CODE = values();

  private final int code;
  private final String wireName;

  RecordType(int code, String wireName) {
    this.code = code;
    this.wireName = wireName;
  }

  public String wireName() {
    return wireName;
  }

  int code() {
    return code;
  }

  static RecordType ofCode(int code) {
    return BY_CODE[code];
  }
}
