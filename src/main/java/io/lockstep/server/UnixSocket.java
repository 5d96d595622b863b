package io.lockstep.server;

import io.netty.channel.unix.DomainSocketAddress;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.SocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.EnumSet;
import java.util.Set;
import java.util.function.Function;

/**
 * A unix socket's file: what an earlier process left there gives way, and its mode is set once it
 * is bound.
 *
 * @param mode permission bits as in {@code chmod}; zero leaves them as the process makes them
 */
record UnixSocket(Path path, long mode) {

  /** The order of the bits, from that of least weight. */
  private static final PosixFilePermission[] BITS = {
    PosixFilePermission.OTHERS_EXECUTE,
    PosixFilePermission.OTHERS_WRITE,
    PosixFilePermission.OTHERS_READ,
    PosixFilePermission.GROUP_EXECUTE,
    PosixFilePermission.GROUP_WRITE,
    PosixFilePermission.GROUP_READ,
    PosixFilePermission.OWNER_EXECUTE,
    PosixFilePermission.OWNER_WRITE,
    PosixFilePermission.OWNER_READ
  };

  /** Binds the socket. */
  RespListener listen(Function<SocketAddress, RespListener> binding) {
    try {
      Files.deleteIfExists(path);
      RespListener listener = binding.apply(new DomainSocketAddress(path.toString()));
      if (mode != 0) {
        Files.setPosixFilePermissions(path, permissions());
      }
      return listener;
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  private Set<PosixFilePermission> permissions() {
    Set<PosixFilePermission> permissions = EnumSet.noneOf(PosixFilePermission.class);
    for (int bit = 0; bit < BITS.length; bit++) {
      if (((mode >> bit) & 1) == 1) {
        permissions.add(BITS[bit]);
      }
    }
    return permissions;
  }
}
