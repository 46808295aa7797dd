package io.steatite.envelope;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.steatite.envelope.xml.HardenedStax;
import io.steatite.envelope.xml.XmlLimits;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.codehaus.stax2.XMLStreamReader2;
import org.codehaus.stax2.util.StreamReader2Delegate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** The calls that a message makes to its source. */
class MessageSourceTest {
  private static final SoapVersion VERSION = SoapVersion.SOAP_12;

  /** A source that records its calls and fails on request. */
  private static final class Source implements MessageSource {
    private final List<String> asked = new ArrayList<>();
    private @Nullable Throwable failure;

    @Override
    public void requireEnd() throws IOException {
      asked.add("end");
      fail();
    }

    @Override
    public void requireEndWithin(int most) throws IOException {
      asked.add("end within " + most);
      fail();
    }

    private void fail() throws IOException {
      if (failure instanceof IOException e) {
        throw e;
      }
      if (failure instanceof RuntimeException e) {
        throw e;
      }
    }

    @Override
    public void close() {
      asked.add("close");
    }
  }

  private final Source source = new Source();

  private Message read(String payload) throws Exception {
    return EnvelopeReader.read(parser(payload), XmlLimits.DEFAULT, Set.of(VERSION), source);
  }

  private static XMLStreamReader2 parser(String payload) throws Exception {
    byte[] xml = Envelopes.envelope(VERSION, "", payload).getBytes(UTF_8);
    return HardenedStax.of(XmlLimits.DEFAULT).reader(new ByteArrayInputStream(xml), UTF_8);
  }

  @Test
  void restBehindTheEnvelopeIsCheckedOnce() throws Exception {
    Message message = read("<a>x</a>");
    message.withAction("urn:a").withResource(() -> {}).requireEnd();
    message.requireEnd();
    assertThat(source.asked).containsExactly("end");
  }

  @Test
  void restIsCheckedIfTheBodyIsInMemory() throws Exception {
    read("<a/>").buffer().requireEnd();
    read("<s:Fault xmlns:s='" + VERSION.namespace() + "'/>").requireEnd();
    read("<a/>").detached();
    assertThat(source.asked).containsExactly("end", "end", "end");
  }

  @Test
  void restIsNotReadIfTheEnvelopeIsMalformed() throws Exception {
    Message message = read("<a></b>");
    assertThatThrownBy(message::requireEnd).isInstanceOf(MalformedMessageException.class);
    assertThat(source.asked).isEmpty();
  }

  @Test
  void malformedRestIsRecordedInTheMessage() throws Exception {
    MalformedMessageException wrong = new MalformedMessageException("No closing delimiter");
    source.failure = wrong;
    Message message = read("<a/>");
    assertThatThrownBy(message::requireEnd).isSameAs(wrong);
    assertThat(message.body().failure()).contains(wrong);
    source.failure = new IOException("cut");
    assertThatThrownBy(read("<a/>")::requireEnd)
        .isInstanceOf(UncheckedIOException.class)
        .hasRootCause(source.failure);
  }

  @Test
  void closingAReplyChecksASmallRest() throws Exception {
    Message reply = read("<a>x</a>").checkedWhenClosed();
    reply.body().reader().getElementText();
    reply.close();
    assertThat(source.asked).containsExactly("end within 65536", "close");
    source.asked.clear();
    Message unread = read("<a>x</a>").checkedWhenClosed();
    unread.close();
    Message checked = read("<a>x</a>").checkedWhenClosed();
    checked.requireEnd();
    checked.close();
    assertThat(source.asked).containsExactly("close", "end", "close");
  }

  @Test
  void sourceIsClosedIfTheRestIsMalformed() throws Exception {
    source.failure = new MalformedMessageException("cut");
    Message reply = read("<a>x</a>").checkedWhenClosed();
    reply.body().reader().getElementText();
    assertThatThrownBy(reply::close).isSameAs(source.failure);
    assertThat(source.asked).endsWith("close");
  }

  /** A parser may fail with an error, for want of stack or memory. */
  @Test
  void sourceIsClosedIfReadingTheEnvelopeThrows() throws Exception {
    List<Throwable> failures =
        List.of(new StackOverflowError(), new OutOfMemoryError(), new IllegalStateException());
    for (Throwable failure : failures) {
      XMLStreamReader2 failing =
          new StreamReader2Delegate(parser("<a/>")) {
            @Override
            public int next() {
              throw MessageSourceTest.<RuntimeException>sneaky(failure);
            }
          };
      Executable reading =
          () -> EnvelopeReader.read(failing, XmlLimits.DEFAULT, Set.of(VERSION), source);
      assertThatThrownBy(reading::execute).isSameAs(failure);
    }
    assertThat(source.asked).containsExactly("close", "close", "close");
  }

  @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
  private static <E extends Throwable> E sneaky(Throwable failure) throws E {
    throw (E) failure;
  }
}
