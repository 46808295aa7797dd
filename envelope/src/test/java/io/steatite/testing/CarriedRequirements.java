package io.steatite.testing;

import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The annotations of one test method: the rules it proves, and whether it may be skipped.
 *
 * @param ruleIds the ids on the method, its class, its superclasses and its enclosing classes
 * @param conditional whether the method has a JUnit condition (on the JDK or the operating system,
 *     for example)
 */
record CarriedRequirements(SortedSet<String> ruleIds, boolean conditional) {

  private static final String CONDITIONS = "org.junit.jupiter.api.condition";

  static CarriedRequirements of(Class<?> testClass, Method method) {
    List<AnnotatedElement> places = new ArrayList<>();
    places.add(method);
    for (@Nullable Class<?> at = testClass; at != null; at = at.getEnclosingClass()) {
      addWithSuperclasses(at, places);
    }
    SortedSet<String> ids = new TreeSet<>();
    boolean conditional = false;
    for (AnnotatedElement place : places) {
      Requirement requirement = place.getDeclaredAnnotation(Requirement.class);
      if (requirement != null) {
        ids.addAll(Arrays.asList(requirement.value()));
      }
      conditional |= isConditional(place);
    }
    return new CarriedRequirements(ids, conditional);
  }

  private static void addWithSuperclasses(Class<?> testClass, List<AnnotatedElement> places) {
    for (@Nullable Class<?> at = testClass; at != null; at = at.getSuperclass()) {
      places.add(at);
    }
  }

  /**
   * Considers JUnit's condition annotations, and annotations that are directly composed of them.
   */
  private static boolean isConditional(AnnotatedElement place) {
    return Stream.of(place.getDeclaredAnnotations())
        .map(annotation -> annotation.annotationType())
        .flatMap(
            type ->
                Stream.concat(
                    Stream.of(type),
                    Stream.of(type.getDeclaredAnnotations()).map(meta -> meta.annotationType())))
        .anyMatch(type -> type.getPackageName().equals(CONDITIONS));
  }
}
