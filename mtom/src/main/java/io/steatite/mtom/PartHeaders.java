package io.steatite.mtom;

import io.steatite.envelope.MalformedMessageException;
import io.steatite.internal.LogText;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The header fields of a part that matter here (RFC 2045 section 3). */
final class PartHeaders {
  private static final String CONTENT_ID = "Content-ID";
  private static final String CONTENT_TYPE = "Content-Type";
  private static final String TRANSFER_ENCODING = "Content-Transfer-Encoding";

  /** The names of the fields that {@link #add} takes; all others say nothing about the content. */
  static final List<String> NAMES = List.of(CONTENT_ID, CONTENT_TYPE, TRANSFER_ENCODING);

  private @Nullable String contentIdField;
  private @Nullable String contentId;
  private @Nullable String contentType;
  private @Nullable String transferEncoding;

  /**
   * Takes one more field.
   *
   * @param name one of {@link #NAMES}
   * @param value in one line, without white space around it
   * @throws MalformedMessageException if there is such a field already
   */
  void add(String name, String value) {
    switch (name) {
      case CONTENT_ID -> {
        contentIdField = once(name, contentIdField, value);
        contentId = ContentReference.strip(value);
      }
      case CONTENT_TYPE -> contentType = once(name, contentType, value);
      case TRANSFER_ENCODING -> transferEncoding = once(name, transferEncoding, value);
      default -> throw new IllegalArgumentException(name);
    }
  }

  private static String once(String name, @Nullable String before, String value) {
    if (before != null) {
      throw new MalformedMessageException(
          "A MIME part has two fields %s: \"%s\" and \"%s\""
              .formatted(name, LogText.of(before), LogText.of(value)));
    }
    return value;
  }

  /** The Content-ID without comments and angle brackets, or null if there is none. */
  @Nullable String contentId() {
    return contentId;
  }

  /** The Content-ID as it was written, or null if there is none. */
  @Nullable String contentIdField() {
    return contentIdField;
  }

  /** The Content-Type as it was written, or null if there is none. */
  @Nullable String contentType() {
    return contentType;
  }

  /** The Content-Transfer-Encoding as it was written, or null if there is none. */
  @Nullable String transferEncodingField() {
    return transferEncoding;
  }

  /**
   * The Content-Transfer-Encoding; identity if there is none.
   *
   * @throws MalformedMessageException if it is unknown
   */
  TransferEncoding transferEncoding() {
    return TransferEncoding.of(transferEncoding == null ? "" : transferEncoding);
  }
}
