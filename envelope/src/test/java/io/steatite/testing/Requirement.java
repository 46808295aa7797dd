package io.steatite.testing;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Names the rules that a test proves, by the ids of the requirement catalog.
 *
 * <p>The outcome of a test method with {@code @Requirement("R3313")} is evidence for that rule. On
 * a class, the annotation applies to all its tests, including nested and inherited ones. Ids are
 * string literals, never constants, so that a text search finds the rule and its tests. The
 * conformance page is generated from the outcomes, see {@link RequirementEvidenceListener}.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.METHOD, ElementType.TYPE})
public @interface Requirement {

  /** One or more rule ids, for example {@code "R3313"} or {@code {"R4145", "R4146"}}. */
  String[] value();
}
