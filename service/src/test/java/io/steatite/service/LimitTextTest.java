package io.steatite.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.steatite.LimitExceededException;
import io.steatite.ResourceAccount;
import io.steatite.envelope.xml.XmlLimits;
import io.steatite.mtom.MimeLimits;
import io.steatite.transport.http.HttpLimits;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What an exceeded limit says of raising it can be done. */
class LimitTextTest {
  private static Method method(Class<?> type, String name) {
    return Arrays.stream(type.getMethods())
        .filter(method -> method.getName().equals(name))
        .findFirst()
        .orElseThrow(() -> new AssertionError(type + " has no method " + name));
  }

  @ParameterizedTest
  @ValueSource(classes = {XmlLimits.class, MimeLimits.class, HttpLimits.class})
  void everyLimitOfAMessageIsRaisedByABuilderForTheBinding(Class<?> limits) {
    Class<?> builder = method(limits, "builder").getReturnType();
    assertThat(method(Binding.class, "with" + limits.getSimpleName()).getParameterTypes())
        .containsExactly(limits);
    for (RecordComponent limit : limits.getRecordComponents()) {
      assertThat(method(builder, limit.getName()).getReturnType()).isEqualTo(builder);
      String name = limits.getSimpleName() + '.' + limit.getName();
      assertThat(new LimitExceededException(name, 7))
          .hasMessage(
              "The message exceeds the limit %s.%s = 7. Raise it with %1$s.builder().%2$s(...), given to Binding.with%1$s.",
              limits.getSimpleName(), limit.getName());
    }
  }

  @Test
  void theLimitsOfAHostAreRaisedByItsBuilder() {
    Class<?> builder = method(ServiceHost.class, "builder").getReturnType();
    ResourceAccount account = ResourceAccount.of("ServiceHost", 1, 2);
    assertThat(
            catchThrowableOfType(
                LimitExceededException.class, () -> account.open().takeMemory(100)))
        .hasMessageEndingWith(
            "all of ServiceHost.memory = 1 bytes. Raise it with ServiceHost.builder().memory(...).");
    assertThat(
            catchThrowableOfType(LimitExceededException.class, () -> account.open().takeDisk(100)))
        .hasMessageEndingWith(
            "all of ServiceHost.disk = 2 bytes. Raise it with ServiceHost.builder().disk(...).");
    assertThat(method(builder, "memory").getParameterTypes()).containsExactly(long.class);
    assertThat(method(builder, "disk").getParameterTypes()).containsExactly(long.class);
  }

  @Test
  void aLimitThatCannotBeRaisedSaysNothingOfRaisingIt() {
    assertThat(new LimitExceededException("attributes of a recorded element", 7))
        .hasMessage("The message exceeds the limit attributes of a recorded element = 7.");
  }
}
