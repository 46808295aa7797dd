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
 * A module whose tests carry rule ids, and the evidence its last test run left behind.
 *
 * <p>The evidence is {@code target/requirement-evidence/*.tsv}, written by {@code
 * RequirementEvidenceListener}, whose Javadoc describes the format.
 *
 * @param folder the module's folder
 */
record TestedModule(Path folder) {

  /** At the start of a line, as formatting leaves it; elsewhere it stands in a text. */
  private static final Pattern MARK = Pattern.compile("(?m)^\\s*@Requirement\\(");

  private static final String COMPLETE = "# run\tcomplete";

  /** The modules right below the root whose test sources use {@code @Requirement}, by name. */
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

  /** Everything its tests said. */
  List<Evidence> evidence() {
    return evidenceFiles().stream()
        .flatMap(file -> text(file).lines())
        .filter(line -> !line.startsWith("#"))
        .map(Evidence::parse)
        .toList();
  }

  /** Why the evidence does not tell how all the tests go as they are now, if it does not. */
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

  /** Whether tests ran and yet nothing was written down: then the listener is not at work. */
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
      throw new UncheckedIOException("Cannot see the age of " + file, e);
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
