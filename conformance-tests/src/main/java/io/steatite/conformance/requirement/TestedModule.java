package io.steatite.conformance.requirement;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A module whose tests have rule ids, with the evidence of its last test run.
 *
 * <p>{@code RequirementEvidenceListener} writes the evidence to {@code
 * target/requirement-evidence/*.tsv}; its Javadoc describes the format.
 *
 * @param folder the folder of the module
 */
record TestedModule(Path folder) {

  /** An annotation is at the start of a line; elsewhere the same text is part of a string. */
  private static final Pattern MARK = Pattern.compile("(?m)^\\s*@Requirement\\(");

  private static final String COMPLETE = "# run\tcomplete";

  /**
   * Finds the modules directly below the root whose test sources use {@code @Requirement}.
   *
   * @return the modules sorted by name
   */
  static List<TestedModule> below(Path root) {
    try (Stream<Path> folders = Files.list(root)) {
      return folders
          .filter(folder -> Files.exists(folder.resolve("pom.xml")))
          .map(TestedModule::new)
          .filter(TestedModule::carriesRequirements)
          .sorted(Comparator.comparing(TestedModule::name))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot look for modules in " + root, e);
    }
  }

  String name() {
    return folder.getFileName().toString();
  }

  /** Reads the evidence of all test runs of this module. */
  List<Evidence> evidence() {
    return evidenceFiles().stream()
        .flatMap(file -> text(file).lines())
        .filter(line -> !line.startsWith("#"))
        .map(Evidence::parse)
        .toList();
  }

  /**
   * Returns why the evidence does not describe the current tests, or empty if it does: tests were
   * not run, only a selection was run, or sources are newer than the evidence.
   */
  Optional<String> gap() {
    List<Path> files = evidenceFiles();
    if (files.isEmpty()) {
      return Optional.of("its tests were not run");
    }
    if (!files.stream().allMatch(file -> text(file).startsWith(COMPLETE))) {
      return Optional.of("only a selection of its tests was run");
    }
    FileTime newestSource = newest(filesBelow("src"));
    if (files.stream().anyMatch(file -> modified(file).compareTo(newestSource) < 0)) {
      return Optional.of("its sources have changed since its tests were run");
    }
    return Optional.empty();
  }

  /** Returns whether tests ran without evidence, which means that the listener was not active. */
  boolean ranWithoutListener() {
    return evidenceFiles().isEmpty() && !filesBelow("target/surefire-reports").isEmpty();
  }

  private boolean carriesRequirements() {
    return filesBelow("src/test/java").stream()
        .filter(file -> file.toString().endsWith(".java"))
        .anyMatch(file -> MARK.matcher(text(file)).find());
  }

  private List<Path> evidenceFiles() {
    return filesBelow("target/requirement-evidence").stream()
        .filter(file -> file.toString().endsWith(".tsv"))
        .toList();
  }

  private List<Path> filesBelow(String subfolder) {
    Path start = folder.resolve(subfolder);
    if (!Files.isDirectory(start)) {
      return List.of();
    }
    try (Stream<Path> files = Files.walk(start)) {
      return files.filter(Files::isRegularFile).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot list the files in " + start, e);
    }
  }

  private static FileTime newest(List<Path> files) {
    return files.stream()
        .map(TestedModule::modified)
        .max(Comparator.naturalOrder())
        .orElse(FileTime.fromMillis(0));
  }

  private static FileTime modified(Path file) {
    try {
      return Files.getLastModifiedTime(file);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read the modification time of " + file, e);
    }
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read " + file, e);
    }
  }
}
