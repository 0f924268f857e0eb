package org.actionscape.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AtomicFilesTest {
  @TempDir Path folder;

  @Test
  void onlyARegularFileHoldsAContentAndNoMoreOfItIsRead() throws IOException {
    byte[] content = "text".getBytes(StandardCharsets.UTF_8);
    Path file = folder.resolve("data.csv");
    assertFalse(AtomicFiles.holds(file, content));
    for (String other : List.of("", "tex", "texts", "tExt")) {
      AtomicFiles.writeText(file, other);
      assertFalse(AtomicFiles.holds(file, content), other);
    }
    AtomicFiles.writeText(file, "text");
    assertTrue(AtomicFiles.holds(file, content));
    assertFalse(AtomicFiles.holds(folder, new byte[0]));
    Path huge = folder.resolve("huge");
    try (RandomAccessFile sparse = new RandomAccessFile(huge.toFile(), "rw")) {
      sparse.setLength(1L << 40);
    }
    assertFalse(AtomicFiles.holds(huge, content));
    Path endless = Files.createSymbolicLink(folder.resolve("link"), Path.of("/dev/zero"));
    assertFalse(AtomicFiles.holds(endless, new byte[4]));
  }

  @Test
  void aFailureHalfWayLeavesTheOldFileAndNothingElse() throws IOException {
    Path file = folder.resolve("data.csv");
    AtomicFiles.writeText(file, "old");
    assertThrows(
        IOException.class,
        () ->
            AtomicFiles.write(
                file,
                out -> {
                  out.write(new byte[100_000]);
                  throw new IOException("disk full");
                }));
    assertEquals("old", Files.readString(file));
    try (Stream<Path> files = Files.list(folder)) {
      assertEquals(List.of(file), files.toList());
    }
  }
}
