package io.steatite.testing;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * A test of something that the code under test cannot do, and whose documentation says so. The test
 * must fail; once it passes it fails the build, so that documentation and annotation go.
 */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(KnownGapExtension.class)
public @interface KnownGap {
  /** What is missing, and why. */
  String value();
}
