package io.lockstep.engine.saving;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalDiskTest {

  @TempDir private Path folder;

  private final Disk disk = new LocalDisk();

  private Path draft() {
    return folder.resolve("temp-1.rdb");
  }

  private static void write(Disk by, Path draft, String text) throws IOException {
    try (Disk.Draft file = by.create(draft)) {
      file.write(text.getBytes(UTF_8));
    }
  }

  /** Two nodes with one folder and one name for their file: a mixture of both would be no file. */
  @Test
  void aDraftIsWrittenByOneNodeAtATime() throws IOException {
    write(disk, draft(), "first");
    Disk another = new LocalDisk();
    assertThat(catchThrowable(() -> another.create(draft())))
        .hasMessage("Another node of this process is writing it");

    disk.replace(draft(), folder.resolve("dump.rdb"));
    write(another, draft(), "second");
    assertThat(folder.resolve("dump.rdb")).hasContent("first");
    another.replace(draft(), folder.resolve("dump.rdb"));
    assertThat(folder.resolve("dump.rdb")).hasContent("second");
  }

  @Test
  void aDraftIsFreeOnceItIsDeletedOrWasRefused() throws IOException {
    write(disk, draft(), "first");
    disk.delete(draft());
    Path nowhere = folder.resolve("none").resolve("temp-1.rdb");
    assertThat(catchThrowable(() -> disk.create(nowhere))).isInstanceOf(IOException.class);

    Files.createDirectory(folder.resolve("none"));
    write(disk, draft(), "second");
    write(disk, nowhere, "second");
    assertThat(draft()).hasContent("second");
    disk.delete(draft());
    disk.delete(nowhere);
  }

  @Test
  void tellsWhyAFolderIsOfNoUse() throws IOException {
    Path file = Files.createFile(folder.resolve("file"));
    assertThat(disk.refusalOf(folder)).isEmpty();
    assertThat(disk.refusalOf(folder.resolve("none"))).contains("No such file or directory");
    assertThat(disk.refusalOf(file)).contains("Not a directory");
  }

  @Test
  void failuresHaveTheSystemsWords() throws IOException {
    Path file = Files.createFile(folder.resolve("file"));
    Path taken = Files.createDirectory(folder.resolve("taken"));
    assertThat(reason(() -> disk.create(folder.resolve("none/temp-1.rdb"))))
        .isEqualTo("No such file or directory");
    assertThat(reason(() -> disk.create(file.resolve("temp-1.rdb")))).isEqualTo("Not a directory");
    assertThat(reason(() -> disk.replace(file, taken))).isEqualTo("Is a directory");
    assertThat(DiskFault.reason(new IOException())).isEqualTo("java.io.IOException");
  }

  private static String reason(ThrowingCallable failing) {
    return DiskFault.reason(catchThrowable(failing));
  }
}
