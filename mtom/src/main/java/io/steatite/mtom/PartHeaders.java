package io.steatite.mtom;

import io.steatite.envelope.MalformedMessageException;
import io.steatite.internal.LogText;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The header fields of a part that this module uses (RFC 2045 section 3). */
final class PartHeaders {
  private static final String CONTENT_ID = "Content-ID";
  private static final String CONTENT_TYPE = "Content-Type";
  private static final String TRANSFER_ENCODING = "Content-Transfer-Encoding";

  /** The names of the fields that {@link #add} accepts. All other fields are ignored. */
  static final List<String> NAMES = List.of(CONTENT_ID, CONTENT_TYPE, TRANSFER_ENCODING);

  private @Nullable String contentIdField;
  private @Nullable String contentId;
  private @Nullable String contentType;
  private @Nullable String transferEncoding;

  /**
   * Adds a field.
   *
   * @param name one of {@link #NAMES}
   * @param value the value in one line, without surrounding white space
   * @throws MalformedMessageException if the part has a field of that name already
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

  /** Returns the Content-ID without comments and angle brackets, or null if there is none. */
  @Nullable String contentId() {
    return contentId;
  }

  /** Returns the Content-ID as received, or null if there is none. */
  @Nullable String contentIdField() {
    return contentIdField;
  }

  /** Returns the Content-Type as received, or null if there is none. */
  @Nullable String contentType() {
    return contentType;
  }

  /** Returns the Content-Transfer-Encoding as received, or null if there is none. */
  @Nullable String transferEncodingField() {
    return transferEncoding;
  }

  /**
   * Returns the transfer encoding; {@link TransferEncoding#IDENTITY} if the field is missing.
   *
   * @throws MalformedMessageException if the encoding is unknown
   */
  TransferEncoding transferEncoding() {
    return TransferEncoding.of(transferEncoding == null ? "" : transferEncoding);
  }
}
