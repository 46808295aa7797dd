package io.steatite.envelope.xml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.steatite.LimitExceededException;
import org.junit.jupiter.api.Test;

class NameTableTest {
  private final NameTable table = new NameTable(1000);

  @Test
  void aNameIsAlwaysTheSameString() {
    for (int i = 0; i < 10_000; i++) {
      assertThat(table.findSymbol("name" + i)).isSameAs(("name" + i).intern());
    }
    for (int i = 0; i < 10_000; i++) {
      char[] buffer = ("<name" + i + ">").toCharArray();
      assertThat(table.findSymbol(buffer, 1, buffer.length - 2, 0)).isSameAs(("name" + i).intern());
    }
    assertThat(table.size()).isEqualTo(10_000);
  }

  @Test
  void whoSharesATableDoesNotSeeWhatTheOtherAdds() {
    table.findSymbol("both");
    NameTable other = table.share();
    assertThat(other.size()).isEqualTo(1);
    assertThat(other.isDirty()).isFalse();
    other.findSymbol("both");
    assertThat(other.isDirty()).isFalse();
    other.findSymbol("other");
    table.findSymbol("mine");
    table.findSymbol("mine too");
    assertThat(other.isDirty()).isTrue();
    assertThat(other.size()).isEqualTo(2);
    assertThat(table.size()).isEqualTo(3);
  }

  @Test
  void aLongNameIsRefused() {
    assertThat(table.findSymbol("x".repeat(1000))).hasSize(1000);
    assertThatThrownBy(() -> table.findSymbol("x".repeat(1001)))
        .isInstanceOf(LimitExceededException.class);
  }
}
