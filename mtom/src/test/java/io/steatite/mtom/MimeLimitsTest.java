package io.steatite.mtom;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class MimeLimitsTest {
  @Test
  void defaultsAreAsDocumented() {
    assertThat(MimeLimits.DEFAULT)
        .isEqualTo(new MimeLimits(1000, 64, 8192, 2147483648L, 1048576, 67108864, 1073741824L));
  }

  @Test
  void builderSetsAllLimits() {
    assertThat(
            MimeLimits.builder()
                .parts(1)
                .headers(2)
                .headerBytes(3)
                .partBytes(4)
                .memoryBytes(5)
                .materializedBytes(6)
                .storedBytes(7)
                .build())
        .isEqualTo(new MimeLimits(1, 2, 3, 4, 5, 6, 7));
    assertThat(MimeLimits.DEFAULT.toBuilder().build()).isEqualTo(MimeLimits.DEFAULT);
  }

  @Test
  void limitsMustBePositive() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> MimeLimits.builder().parts(0).build())
        .withMessageContaining("MimeLimits.parts");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> MimeLimits.builder().storedBytes(-1).build());
  }

  @Test
  void memoryCannotBeUnlimited() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> MimeLimits.builder().memoryBytes(MimeLimits.UNLIMITED).build());
  }
}
