package io.steatite.mtom;

import io.steatite.envelope.MalformedMessageException;
import io.steatite.envelope.SoapVersion;
import io.steatite.envelope.encoding.MediaType;
import java.util.Arrays;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The rules for packages that only strict reading checks, since a package that violates them can
 * still be understood.
 */
final class PackageRules {
  /** A {@code msg-id} of RFC 2822, or an absolute URI in angle brackets (R4143, R4144). */
  private static final Pattern MSG_ID =
      Pattern.compile("<([^<>@\\s]+@[^<>@\\s]+|[A-Za-z][A-Za-z0-9+.-]*:[^<>\\s]+)>");

  private PackageRules() {}

  /** Checks the media type of a package (R4131 to R4136). */
  static void checkType(MediaType packageType) {
    require(
        packageType.isExact(),
        "A parameter of multipart/related that is not a token must be in quotes (R4132, R4136)");
    require(
        Xop.MEDIA_TYPE.equals(packageType.parameter("type").orElse(null)),
        "The type parameter of multipart/related must be application/xop+xml (R4132)");
    String startInfo = packageType.parameter("start-info").orElse("");
    require(
        Arrays.stream(SoapVersion.values()).anyMatch(v -> v.mediaType().equals(startInfo)),
        "The start-info parameter must be text/xml or application/soap+xml (R4134, R4135)");
  }

  /** Checks the headers of the root part (R4141 to R41410). */
  static void checkRoot(PartHeaders headers, MediaType rootType, MediaType packageType) {
    String contentId = headers.contentIdField();
    require(
        contentId != null && MSG_ID.matcher(contentId).matches(),
        "The Content-ID of the root part must be a msg-id in angle brackets (R4142, R4143, R4144)");
    require(
        rootType.isExact() && rootType.is(Xop.MEDIA_TYPE),
        "The root part must be application/xop+xml, its parameters in quotes (R4148, R4149)");
    require(
        rootType.parameter("type").equals(packageType.parameter("start-info")),
        "The type parameter of the root part must be the start-info of the package"
            + " (R4148, R4149)");
    String charset = rootType.parameter("charset").orElse("").toLowerCase(Locale.ROOT);
    require(
        charset.equals("utf-8") || charset.startsWith("utf-16"),
        "The root part must have a charset parameter, utf-8 or utf-16 (R41410)");
    require(
        isAllowed(headers.transferEncodingField(), charset),
        "The Content-Transfer-Encoding of the root part must be 8bit for utf-8, binary for utf-16"
            + " (R4145 to R4147)");
  }

  /**
   * Returns whether a transfer encoding is allowed. {@code binary} is accepted for UTF-8 too,
   * because it loses nothing.
   */
  private static boolean isAllowed(@Nullable String transferEncoding, String charset) {
    String encoding = transferEncoding == null ? "" : transferEncoding.toLowerCase(Locale.ROOT);
    return encoding.equals("binary") || (encoding.equals("8bit") && charset.equals("utf-8"));
  }

  private static void require(boolean kept, String rule) {
    if (!kept) {
      throw new MalformedMessageException(rule);
    }
  }
}
