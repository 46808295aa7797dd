package io.steatite.testing;

import java.lang.reflect.Method;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.InvocationInterceptor;
import org.junit.jupiter.api.extension.ReflectiveInvocationContext;

/** Inverts the result of a test with {@link KnownGap}. */
final class KnownGapExtension implements InvocationInterceptor {
  @Override
  public void interceptTestMethod(
      Invocation<Void> test,
      ReflectiveInvocationContext<Method> context,
      ExtensionContext extension)
      throws Throwable {
    expectFailure(test, context.getExecutable());
  }

  @Override
  public void interceptTestTemplateMethod(
      Invocation<Void> test,
      ReflectiveInvocationContext<Method> context,
      ExtensionContext extension)
      throws Throwable {
    expectFailure(test, context.getExecutable());
  }

  private static void expectFailure(Invocation<Void> test, Method method) {
    try {
      test.proceed();
    } catch (Throwable expected) {
      return;
    }
    throw new AssertionError(
        "The gap is closed, remove @KnownGap and its documentation: "
            + method.getAnnotation(KnownGap.class).value());
  }
}
