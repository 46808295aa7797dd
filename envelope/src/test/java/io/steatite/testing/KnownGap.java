package io.steatite.testing;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Marks a test of a feature that is missing and documented as missing. The test is expected to
 * fail. If it passes, the build fails, so that the annotation and the documentation are removed.
 */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(KnownGapExtension.class)
public @interface KnownGap {
  /** Says what is missing, and why. */
  String value();
}
