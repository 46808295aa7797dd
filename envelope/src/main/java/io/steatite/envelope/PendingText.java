package io.steatite.envelope;

/**
 * Collects the text between two tags for a transcript, and no more of it than the transcript shows.
 */
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

  /** Counts base64 digits. A space means that the text is not base64, a line break does not. */
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

  /** Returns the text to show, and starts with the next text. */
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
