package io.steatite.transport.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/** Ways to compress a body. */
enum Zipped {
  GZIP {
    @Override
    OutputStream into(OutputStream out) throws IOException {
      return new GZIPOutputStream(out);
    }
  },
  ZLIB {
    @Override
    OutputStream into(OutputStream out) {
      return new DeflaterOutputStream(out);
    }
  },
  RAW {
    @Override
    OutputStream into(OutputStream out) {
      return new DeflaterOutputStream(out, new Deflater(Deflater.DEFAULT_COMPRESSION, true));
    }
  };

  abstract OutputStream into(OutputStream out) throws IOException;

  ContentCoding coding() {
    return this == GZIP ? ContentCoding.GZIP : ContentCoding.DEFLATE;
  }

  byte[] bytes(String text) {
    return bytes(new ByteArrayInputStream(text.getBytes(UTF_8)));
  }

  byte[] bytes(InputStream content) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (OutputStream out = into(bytes)) {
      content.transferTo(out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  static String unzipped(byte[] gzip) throws IOException {
    return new String(new GZIPInputStream(new ByteArrayInputStream(gzip)).readAllBytes(), UTF_8);
  }
}
