package io.steatite.envelope;

/** Collects the text between two tags for a transcript: as much of it as can be shown at most. */
final class PendingText {
  private final Transcript transcript;
  private final StringBuilder text = new StringBuilder();
  private boolean base64 = true;
  private long digits;
  private int padding;

  PendingText(Transcript transcript) {
    this.transcript = transcript;
  }

  void append(String more) {
    for (int i = 0; base64 && i < more.length(); i++) {
      count(more.charAt(i));
    }
    int room = transcript.characters() + 1 - text.length();
    text.append(more, 0, Math.min(room, more.length()));
  }

  /** Spaces tell words from base64, line breaks do not. */
  private void count(char c) {
    if (c == '=') {
      padding++;
    } else if ((c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')) {
      digits++;
    } else if (c == '+' || c == '/') {
      digits++;
    } else {
      base64 = c == '\n' || c == '\r' || c == '\t';
    }
  }

  /** What is to be shown; the next text starts then. */
  String take() {
    boolean binary =
        base64 && digits > transcript.binaryCharacters() && (digits + padding) % 4 == 0;
    String shown = binary ? "... " + digits * 3 / 4 + " bytes ..." : text.toString();
    text.setLength(0);
    base64 = true;
    digits = 0;
    padding = 0;
    return shown;
  }
}
