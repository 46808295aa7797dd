package io.steatite.envelope.xml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.ctc.wstx.util.SymbolTable;
import io.steatite.LimitExceededException;
import java.util.List;
import org.junit.jupiter.api.Test;

class NameTableTest {
  private final NameTable table = new NameTable(1000);

  @Test
  void nameIsReturnedAsInternedString() {
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
  void namesWithEqualParserHashesAreDistinguished() {
    String one = "aBA";
    String other = "aA`"; // 31 * 'B' + 'A' is 31 * 'A' + '`'
    assertThat(SymbolTable.calcHash(one, 0)).isEqualTo(SymbolTable.calcHash(other, 0));
    table.findSymbol(one);
    table.findSymbol(other);
    NameTable kept = table.kept().open();
    for (String name : List.of(one, other)) {
      char[] buffer = name.toCharArray();
      int hash = SymbolTable.calcHash(name, kept.getHashSeed());
      assertThat(kept.findSymbol(buffer, 0, buffer.length, hash)).isEqualTo(name);
    }
    assertThat(kept.isDirty()).isFalse();
  }

  @Test
  void readersShareKeptNamesOnly() {
    table.findSymbol("both");
    NameTable kept = table.kept();
    NameTable one = kept.open();
    NameTable other = kept.open();
    one.findSymbol("both");
    assertThat(one.isDirty()).isFalse();
    one.findSymbol("one");
    other.findSymbol("other");
    other.findSymbol("another");
    assertThat(one.isDirty()).isTrue();
    assertThat(one.size()).isEqualTo(2);
    assertThat(other.size()).isEqualTo(3);
    assertThat(kept.size()).isEqualTo(1);
    assertThat(other.kept().open().size()).isEqualTo(3);
  }

  @Test
  void longNamesAreNotKept() {
    table.findSymbol("x".repeat(64));
    table.findSymbol("x".repeat(65));
    assertThat(table.kept().size()).isEqualTo(1);
  }

  @Test
  void noMoreThan64KiCharactersAreKept() {
    NameTable kept = table.kept();
    for (int reader = 0; reader < 20; reader++) {
      NameTable names = kept.open();
      for (int i = 0; i < 1000; i++) {
        names.findSymbol("a name of reader " + reader + ", number " + i);
      }
      kept = names.kept();
    }
    assertThat(kept.characters()).isBetween(60_000, 1 << 16);
    NameTable full = kept.open();
    assertThat(full.findSymbol("one more")).isSameAs("one more".intern());
  }

  @Test
  void nameOverTheLimitIsRefused() {
    assertThat(table.findSymbol("x".repeat(1000))).hasSize(1000);
    assertThatThrownBy(() -> table.findSymbol("x".repeat(1001)))
        .isInstanceOf(LimitExceededException.class)
        .hasMessageContaining("XmlLimits.nameCharacters");
  }
}
