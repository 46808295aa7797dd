package io.steatite.transport.http.apache;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.impl.io.DefaultHttpResponseParserFactory;
import org.apache.hc.core5.http.io.HttpMessageParser;

/**
 * The source of a response's head; fails if it ends there. HttpClient's own parser takes the end of
 * the connection for the end of the head, so that {@code HTTP/1.1 202} and nothing more would be an
 * answer, and a cut {@code HTTP/1.1 20} too.
 */
final class CompleteHead extends FilterInputStream {
  private CompleteHead(InputStream in) {
    super(in);
  }

  /** A parser that takes complete heads only. */
  static HttpMessageParser<ClassicHttpResponse> parser(Http1Config config) {
    HttpMessageParser<ClassicHttpResponse> parser =
        DefaultHttpResponseParserFactory.INSTANCE.create(config);
    return (buffer, in) -> parser.parse(buffer, new CompleteHead(in));
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    int count = in.read(buffer, offset, length);
    if (count < 0) {
      throw new IOException(
          "The server closed the connection before the head of its response ended");
    }
    return count;
  }
}
