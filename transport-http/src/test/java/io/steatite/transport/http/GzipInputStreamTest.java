package io.steatite.transport.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.steatite.testing.ThrottledInputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.zip.CRC32;
import java.util.zip.ZipException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GzipInputStreamTest {
  private static final byte[] EMPTY = Zipped.GZIP.bytes("");
  private static final byte[] HELLO = Zipped.GZIP.bytes("Hello");

  private static byte[] repeated(byte[] member, int count) {
    ByteArrayOutputStream all = new ByteArrayOutputStream(member.length * count);
    for (int i = 0; i < count; i++) {
      all.writeBytes(member);
    }
    return all.toByteArray();
  }

  private static byte[] concat(byte[]... pieces) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (byte[] piece : pieces) {
      all.writeBytes(piece);
    }
    return all.toByteArray();
  }

  private static String decode(byte[] encoded) throws IOException {
    return decode(new ByteArrayInputStream(encoded));
  }

  private static String decodeThrottled(byte[] encoded) throws IOException {
    return decode(ThrottledInputStream.of(encoded, 3, 1));
  }

  private static String decode(InputStream encoded) throws IOException {
    try (InputStream in = new GzipInputStream(encoded)) {
      return new String(in.readAllBytes(), UTF_8);
    }
  }

  /** The header of RFC 1952 section 2.3 with these flags and optional fields, then HELLO's rest. */
  private static byte[] withHeader(int flags, byte[] fields) {
    byte[] fixed = {0x1f, (byte) 0x8b, 8, (byte) flags, 0, 0, 0, 0, 0, 3};
    return concat(fixed, fields, Arrays.copyOfRange(HELLO, 10, HELLO.length));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 1000})
  void membersAreDecodedOneAfterTheOther(int count) throws IOException {
    assertThat(decode(repeated(HELLO, count))).isEqualTo("Hello".repeat(count));
    assertThat(decodeThrottled(repeated(HELLO, count))).isEqualTo("Hello".repeat(count));
  }

  @Test
  void emptyMembersBetweenOthersAreSkipped() throws IOException {
    assertThat(decode(concat(repeated(EMPTY, 400), HELLO, repeated(EMPTY, 400), HELLO)))
        .isEqualTo("HelloHello");
  }

  @ParameterizedTest
  @ValueSource(ints = {1001, 20_000, 2_000_000})
  void moreThanAThousandMembersAreRefused(int count) {
    assertThatThrownBy(() -> decode(repeated(EMPTY, count)))
        .isInstanceOf(ZipException.class)
        .hasMessage("More than 1000 members");
  }

  @Test
  void aStreamWithoutAMemberIsTruncated() {
    assertThatThrownBy(() -> decode(new byte[0])).isInstanceOf(EOFException.class);
  }

  @Test
  void everyTruncationIsNoticed() {
    byte[] two = concat(HELLO, HELLO);
    for (int length = 1; length < two.length; length++) {
      byte[] cut = Arrays.copyOf(two, length);
      if (length != HELLO.length) {
        assertThatThrownBy(() -> decodeThrottled(cut))
            .as("at " + length)
            .isInstanceOf(EOFException.class);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"garbage", "\0\0\0", "\u001f\u008b\u0007garbage"})
  void whatFollowsTheLastMemberMustBeAMember(String rest) {
    assertThatThrownBy(() -> decode(concat(HELLO, rest.getBytes(ISO_8859_1))))
        .isInstanceOf(ZipException.class)
        .hasMessage("Not gzip behind the last member");
  }

  @Test
  void checksumAndLengthOfTheContentAreChecked() {
    byte[] wrongSum = HELLO.clone();
    wrongSum[HELLO.length - 8] ^= 1;
    assertThatThrownBy(() -> decode(wrongSum)).hasMessage("The checksum of the content is wrong");
    byte[] wrongLength = HELLO.clone();
    wrongLength[HELLO.length - 1] ^= 1;
    assertThatThrownBy(() -> decode(wrongLength)).hasMessage("The length of the content is wrong");
  }

  @Test
  void optionalFieldsOfTheHeaderAreSkipped() throws IOException {
    byte[] fields = {3, 0, 'a', 'b', 'c', 'n', 'a', 'm', 'e', 0, 'n', 'o', 't', 'e', 0};
    assertThat(decodeThrottled(withHeader(0x1c, fields))).isEqualTo("Hello");
  }

  @Test
  void theChecksumOfTheHeaderIsChecked() throws IOException {
    CRC32 checksum = new CRC32();
    checksum.update(new byte[] {0x1f, (byte) 0x8b, 8, 2, 0, 0, 0, 0, 0, 3});
    byte low = (byte) checksum.getValue();
    byte high = (byte) (checksum.getValue() >> 8);
    assertThat(decode(withHeader(2, new byte[] {low, high}))).isEqualTo("Hello");
    assertThatThrownBy(() -> decode(withHeader(2, new byte[] {low, (byte) ~high})))
        .hasMessage("The checksum of the header is wrong");
  }

  @Test
  void anEndlessNameInTheHeaderIsRefused() {
    byte[] name = new byte[1 << 20];
    Arrays.fill(name, (byte) 'n');
    assertThatThrownBy(() -> decode(withHeader(8, name)))
        .hasMessage("The header is longer than 65536 bytes");
  }

  @Test
  void reservedFlagsAreRefused() {
    assertThatThrownBy(() -> decode(withHeader(0x20, new byte[0])))
        .hasMessage("Reserved flags are set");
  }

  @Test
  void anErrorOfTheSourceReleasesTheInflaterAndIsThrownOn() {
    Error error = new StackOverflowError("of the source");
    InputStream failing =
        new InputStream() {
          @Override
          public int read() {
            throw error;
          }
        };
    GzipInputStream in = new GzipInputStream(failing);
    assertThatThrownBy(in::read).isSameAs(error);
    assertThatThrownBy(in::read).hasMessage("The stream has failed or is closed");
  }
}
