package io.lockstep.engine.saving;

import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;

/** What a failure of the disk is called: in the system's words, where Java names the file alone. */
public final class DiskFault {

  static final String NO_SUCH_FILE = "No such file or directory";
  static final String NO_FOLDER = "Not a directory";
  static final String DENIED = "Permission denied";

  private DiskFault() {}

  /** The words for a failure. */
  public static String reason(Throwable failure) {
    return switch (failure) {
      case NoSuchFileException _ -> NO_SUCH_FILE;
      case NotDirectoryException _ -> NO_FOLDER;
      case AccessDeniedException _ -> DENIED;
      case FileSystemException named when named.getReason() != null -> named.getReason();
      default -> failure.getMessage() == null ? failure.toString() : failure.getMessage();
    };
  }
}
