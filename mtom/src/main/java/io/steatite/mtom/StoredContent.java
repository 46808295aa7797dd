package io.steatite.mtom;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** The content of a part in its {@link PartStore}, to be read any number of times. */
final class StoredContent {
  private interface Source {
    InputStream open() throws IOException;
  }

  private final PartStore store;
  private final Source source;

  private StoredContent(PartStore store, Source source) {
    this.store = store;
    this.source = source;
  }

  static StoredContent inMemory(PartStore store, byte[] bytes) {
    return new StoredContent(store, () -> new ByteArrayInputStream(bytes));
  }

  static StoredContent inFile(PartStore store, Path file) {
    return new StoredContent(store, () -> Files.newInputStream(file));
  }

  /**
   * The content from its start.
   *
   * @throws IOException if the message is closed, or the file cannot be read
   */
  InputStream open() throws IOException {
    store.requireOpen();
    return source.open();
  }
}
