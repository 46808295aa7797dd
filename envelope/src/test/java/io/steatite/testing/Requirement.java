package io.steatite.testing;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Names the rules a test proves, by the ids of the requirement catalog.
 *
 * <p>{@code @Requirement("R3313")} on a test method makes its outcome evidence for that rule; on a
 * class it does so for every test in it, nested and inherited tests included. The ids are written
 * out as string literals, never as constants, so that a text search for an id finds rule and tests
 * alike. The conformance page is made from the outcomes, see {@link RequirementEvidenceListener}.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.METHOD, ElementType.TYPE})
public @interface Requirement {

  /** One or more rule ids, for example {@code "R3313"} or {@code {"R4145", "R4146"}}. */
  String[] value();
}
