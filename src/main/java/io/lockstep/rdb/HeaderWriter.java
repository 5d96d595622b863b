package io.lockstep.rdb;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Writes what precedes the databases: magic, auxiliary fields, functions. */
final class HeaderWriter {
  private static final int POINTER_BITS = 64;

  private final RdbOutput out;
  private final RdbStringWriter strings;

  HeaderWriter(RdbOutput out, RdbStringWriter strings) {
    this.out = out;
    this.strings = strings;
  }

  void write(RdbHeader header, RdbWriteOptions options, long hashSeed) throws IOException {
    magic(options.version());
    if (options.version().hasQuicklists()) {
      fields(header);
      if (options.namesSeed()) {
        field(AuxField.HASH_SEED, hashSeed);
      }
    }
    if (options.isForLockstep()) {
      field(AuxField.CHECKSUM, RdbChecksum.FASTER);
      out.sumFasterFromHere();
    }
    functions(header.functions());
  }

  private void magic(RdbVersion version) throws IOException {
    String magic = Magic.of(version.number());
    out.bytes(magic.getBytes(StandardCharsets.US_ASCII), 0, magic.length());
  }

  private void fields(RdbHeader header) throws IOException {
    field(AuxField.REDIS_VERSION, header.serverVersion());
    field(AuxField.REDIS_BITS, POINTER_BITS);
    field(AuxField.CREATED, header.nowMs() / 1000);
    field(AuxField.USED_MEMORY, header.usedMemoryBytes());
    ReplicationPoint point = header.replication();
    if (point != null) {
      field(AuxField.STREAM_DATABASE, point.streamDatabase());
      field(AuxField.REPLID, point.replid());
      field(AuxField.OFFSET, point.offset());
    }
    field(AuxField.AOF_BASE, header.isAofBase() ? 1 : 0);
  }

  private void field(String name, long value) throws IOException {
    field(name, Long.toString(value));
  }

  private void field(String name, String value) throws IOException {
    out.u8(RdbOpcode.AUX);
    strings.write(name);
    strings.write(value);
  }

  private void functions(List<byte[]> libraries) throws IOException {
    for (byte[] library : libraries) {
      out.u8(RdbOpcode.FUNCTION2);
      strings.write(library, 0, library.length);
    }
  }
}
