package io.steatite.conformance.docs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * A fenced block of code on a page of the documentation.
 *
 * @param language the language after the fence, empty if there is none
 * @param marker the comment in the line before the fence, empty if there is none
 * @param code the lines between the fences
 */
record CodeBlock(String language, String marker, String code) {
  /** The repository. */
  static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

  private static final Pattern BLOCK =
      Pattern.compile(
          "^(?:<!-- (.*?) -->\n+)?```(\\w*)\n(.*?)^```$", Pattern.MULTILINE | Pattern.DOTALL);

  private static CodeBlock of(MatchResult match) {
    String marker = match.group(1) == null ? "" : match.group(1);
    return new CodeBlock(match.group(2), marker, match.group(3));
  }

  /** Returns the blocks of a page in order. */
  static List<CodeBlock> on(Path page) {
    return BLOCK.matcher(read(page)).results().map(CodeBlock::of).toList();
  }

  /** Returns the text of a page in which the code of each block is replaced. */
  static String withCode(Path page, Replacement replacement) {
    String text = read(page);
    StringBuilder replaced = new StringBuilder();
    int end = 0;
    for (MatchResult match : BLOCK.matcher(text).results().toList()) {
      replaced.append(text, end, match.start(3)).append(replacement.of(of(match)));
      end = match.end(3);
    }
    return replaced.append(text.substring(end)).toString();
  }

  /** Returns the code that a block must have. */
  @FunctionalInterface
  interface Replacement {
    String of(CodeBlock block);
  }

  static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
