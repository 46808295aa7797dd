package io.steatite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

class ResourceAccountTest {
  private final ResourceAccount host = ResourceAccount.of("ServiceHost", 100, 200);

  @Test
  void exchangeCountsInTheAccountOfItsHost() {
    ResourceAccount exchange = host.open();
    exchange.takeMemory(40);
    exchange.takeDisk(150);
    assertThat(host.memory()).isEqualTo(40);
    assertThat(host.disk()).isEqualTo(150);
    exchange.giveMemory(10);
    assertThat(host.memory()).isEqualTo(30);
    assertThat(exchange.memory()).isEqualTo(30);
  }

  @Test
  void closingAnExchangeGivesEverythingBackOnce() {
    ResourceAccount exchange = host.open();
    exchange.takeMemory(40);
    exchange.takeDisk(50);
    exchange.close();
    exchange.close();
    exchange.giveMemory(40);
    assertThat(host.memory()).isZero();
    assertThat(host.disk()).isZero();
  }

  @Test
  void fullHostIsTheReceiversFaultAndNamesTheLimit() {
    ResourceAccount first = host.open();
    first.takeMemory(70);
    ResourceAccount second = host.open();
    assertThat(second.tryTakeMemory(31)).isFalse();
    assertThatThrownBy(() -> second.takeMemory(31))
        .isInstanceOfSatisfying(
            LimitExceededException.class,
            e -> {
              assertThat(e.kind()).isEqualTo(SteatiteException.Kind.RECEIVER);
              assertThat(e.limit()).isEqualTo("ServiceHost.memory");
              assertThat(e.value()).isEqualTo(100);
            });
    assertThat(host.memory()).isEqualTo(70);
    assertThat(second.memory()).isZero();
    second.takeMemory(30);
  }

  @Test
  void diskHasItsOwnLimit() {
    LimitExceededException full =
        assertThrows(LimitExceededException.class, () -> host.open().takeDisk(201));
    assertThat(full).hasMessageContaining("ServiceHost.disk = 200");
    assertThat(host.disk()).isZero();
  }

  @Test
  void accountOpenedBesideOutlivesTheExchange() {
    ResourceAccount exchange = host.open();
    ResourceAccount reply = exchange.openBeside();
    reply.takeMemory(60);
    exchange.close();
    assertThat(host.memory()).isEqualTo(60);
    reply.close();
    assertThat(host.memory()).isZero();
  }

  @Test
  void unlimitedAccountCountsNothing() {
    ResourceAccount unlimited = ResourceAccount.unlimited();
    unlimited.open().takeMemory(Long.MAX_VALUE);
    unlimited.takeDisk(Long.MAX_VALUE);
    unlimited.close();
    assertThat(unlimited.memory()).isZero();
    assertThat(unlimited.disk()).isZero();
  }
}
