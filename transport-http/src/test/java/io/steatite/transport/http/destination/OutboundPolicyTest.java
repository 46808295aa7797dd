package io.steatite.transport.http.destination;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** SEC-21 and SEC-23: what a stranger's address has to be like to be sent to. */
class OutboundPolicyTest {
  private static final OutboundPolicy PARTNERS =
      OutboundPolicy.allowing("https://partner.example")
          .allow("https://*.partner.example:8443")
          .allow("http://other.example:*")
          .allow("http://93.184.215.14:8080");
  private static final OutboundPolicy EVERYBODY =
      OutboundPolicy.allowing("http://*:*").allow("https://*:*");

  private static OutboundPolicy resolvingTo(OutboundPolicy policy, String... addresses) {
    return policy.withResolver(host -> addresses(addresses));
  }

  private static List<InetAddress> addresses(String... literals) throws UnknownHostException {
    InetAddress[] addresses = new InetAddress[literals.length];
    for (int i = 0; i < literals.length; i++) {
      addresses[i] = InetAddress.getByName(literals[i]);
    }
    return List.of(addresses);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://partner.example",
        "https://partner.example/replies?to=me",
        "HTTPS://Partner.Example/",
        "https://partner.example:443/",
        "https://a.partner.example:8443/",
        "https://a.b.partner.example:8443/",
        "http://other.example/",
        "http://other.example:81/",
        "http://93.184.215.14:8080/"
      })
  void whatIsOnTheListPasses(String address) throws Exception {
    assertThat(PARTNERS.check(address)).hasToString(address);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://partner.example/",
        "https://partner.example:8443/",
        "https://a.partner.example/",
        "https://evilpartner.example:8443/",
        "https://partner.example.evil.example/",
        "https://evil.example/https://partner.example/",
        "https://evil.example?partner.example",
        "https://93.184.215.14:8080/",
        "http://93.184.215.14/",
        "https://xn--prtner-bua.example/"
      })
  void whatIsNotOnTheListIsRefused(String address) {
    assertThatThrownBy(() -> PARTNERS.check(address))
        .isInstanceOf(ForbiddenDestinationException.class)
        .hasMessageContaining("Not on the list");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://[2606:4700::1111]/",
        "http://[2606:4700:0:0:0:0:0:1111]/",
        "http://[2606:4700:0000::0.0.17.17]/"
      })
  void anIpv6AddressIsTheSameHoweverItsZerosAreWritten(String address) throws Exception {
    OutboundPolicy policy = OutboundPolicy.allowing("http://[2606:4700:0::1111]");
    assertThat(policy.check(address)).hasToString(address);
    assertThatThrownBy(() -> policy.check("http://[2606:4700::1112]/"))
        .isInstanceOf(ForbiddenDestinationException.class);
  }

  @Test
  void withoutAListNothingPasses() {
    assertThatThrownBy(() -> OutboundPolicy.nothing().check("https://partner.example/"))
        .isInstanceOf(ForbiddenDestinationException.class);
  }

  /** SEC-21, SEC-23. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "mailto:someone@partner.example",
        "jms:queue:replies",
        "ldap://partner.example/cn=x",
        "rmi://partner.example/x",
        "jndi:ldap://partner.example/x",
        "file:///etc/passwd",
        "file://partner.example/etc/passwd",
        "jar:https://partner.example/x.jar!/x",
        "ftp://partner.example/",
        "gopher://partner.example:70/x",
        "soap.udp://partner.example/",
        "net.tcp://partner.example:808/",
        "ws://partner.example/",
        "urn:partner.example",
        "partner.example",
        "//partner.example/",
        "/replies",
        "",
        " https://partner.example/",
        "https:partner.example",
        "https:///replies",
        "https:/partner.example"
      })
  void otherSchemesAreRefused(String address) {
    assertThatThrownBy(() -> EVERYBODY.check(address))
        .isInstanceOf(ForbiddenDestinationException.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://2130706433/", // one number
        "http://0x7f000001/",
        "http://0x7f.0.0.1/",
        "http://0177.0.0.1/",
        "http://017700000001/",
        "http://127.1/",
        "http://127.0.1/",
        "http://127.0.0.1.5/",
        "http://127.0.0.01/",
        "http://127.0.0.256/",
        "http://1.2.3.0x4/",
        "http://0x/",
        "http://partner.example./", // a dot at the end
        "http://./",
        "http://a..example/",
        "http://[fe80::1%25eth0]/", // zones
        "http://[fe80::1%eth0]/",
        "http://[::1%251]/",
        "http://[v1.fe80]/",
        "http://[::1/",
        "http://::1/",
        "http://b\u00fccher.example/", // other scripts
        "http://partner\u3002example/",
        "http://\uff11\uff12\uff17.0.0.1/",
        "http://\u2460\u2461\u2466.0.0.1/",
        "http://\u212aey.example/", // the sign for Kelvin, whose lower case is k
        "http://part%6eer.example/", // escapes
        "http://%31%32%37.0.0.1/",
        "http://partner.example%00.evil.example/",
        "http://partner_x.example/",
        "http://-partner.example/",
        "http://partner-.example/",
        "http://user@partner.example/", // user information
        "http://user:secret@partner.example/",
        "http://@partner.example/",
        "http://partner.example@127.0.0.1/",
        "http://partner.example:80@127.0.0.1/",
        "http://partner.example\\@127.0.0.1/",
        "http://127.0.0.1\\.partner.example/",
        "http://partner.example:/", // ports
        "http://partner.example:0/",
        "http://partner.example:00080/",
        "http://partner.example:65536/",
        "http://partner.example:-80/",
        "http://partner.example:+80/",
        "http://partner.example:80:80/",
        "http://partner.example:\uff18\uff10/",
        "http://partner.example/#fragment",
        "http://partner.example\r\n/",
        "http://partner.example\t/",
        "http://partner .example/"
      })
  void oddSpellingsAreRefused(String address) {
    assertThatThrownBy(() -> EVERYBODY.check(address))
        .isInstanceOf(ForbiddenDestinationException.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"\u212aey.example", "key.example.", "2130706433", "", "a b", "[::1", "1::2::3"})
  void whatIsNoHostHasNoAddress(String host) {
    assertThatThrownBy(() -> resolvingTo(EVERYBODY, "1.1.1.1").resolve(host))
        .isInstanceOf(ForbiddenDestinationException.class)
        .hasMessageContaining("Not a host");
  }

  @Test
  void aHostTooLongForDnsIsRefused() {
    String label = "a".repeat(63);
    assertThatThrownBy(() -> EVERYBODY.check("http://" + "a".repeat(64) + ".example/"))
        .isInstanceOf(ForbiddenDestinationException.class);
    assertThatThrownBy(() -> EVERYBODY.check("http://" + (label + ".").repeat(4) + "example/"))
        .isInstanceOf(ForbiddenDestinationException.class);
  }

  @ParameterizedTest
  @CsvSource({
    "127.0.0.1, loopback",
    "127.255.255.254, loopback",
    "::1, loopback",
    "0.0.0.0, unspecified",
    "0.1.2.3, unspecified",
    "::, unspecified",
    "169.254.169.254, metadata",
    "169.254.170.2, metadata",
    "100.100.100.200, metadata",
    "168.63.129.16, metadata",
    "192.0.0.192, metadata",
    "fd00:ec2::254, metadata",
    "fd20:ce::254, metadata",
    "169.254.0.1, link-local",
    "fe80::1, link-local",
    "febf::1, link-local",
    "10.0.0.1, private",
    "172.16.0.1, private",
    "172.31.255.255, private",
    "192.168.1.1, private",
    "100.64.0.1, provider",
    "fc00::1, unique-local",
    "fdff::1, unique-local",
    "fec0::1, site-local",
    "224.0.0.1, multicast",
    "239.255.255.250, multicast",
    "ff02::1, multicast",
    "255.255.255.255, broadcast",
    "240.0.0.1, reserved",
    "192.0.2.1, examples",
    "198.18.0.1, benchmarks",
    "2001:db8::1, examples",
    "2001::1, reserved", // Teredo
    "100::1, discarded",
    "::ffff:127.0.0.1, loopback",
    "::ffff:169.254.169.254, metadata",
    "::ffff:0a00:0001, private",
    "::127.0.0.1, disguise",
    "::ffff:0:127.0.0.1, disguise",
    "64:ff9b::127.0.0.1, loopback",
    "64:ff9b::169.254.169.254, metadata",
    "64:ff9b:1::1, translation",
    "2002:7f00:0001::1, loopback",
    "2002:a9fe:a9fe::1, metadata",
    "2002:c0a8:0101::1, private",
    "2a00:1450::5efe:127.0.0.1, loopback",
    "2a00:1450::200:5efe:10.0.0.1, private"
  })
  void specialAddressesAreRefused(String address, String kind) {
    assertThatThrownBy(() -> resolvingTo(EVERYBODY, address).resolve("partner.example"))
        .isInstanceOf(ForbiddenDestinationException.class)
        .hasMessageContaining(kind);
    String host = address.contains(":") ? "[" + address + "]" : address;
    assertThatThrownBy(() -> EVERYBODY.check("http://" + host + "/"))
        .isInstanceOf(ForbiddenDestinationException.class)
        .hasMessageContaining(kind);
    assertThatThrownBy(() -> EVERYBODY.resolve(host))
        .isInstanceOf(ForbiddenDestinationException.class)
        .hasMessageContaining(kind);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "93.184.215.14",
        "1.1.1.1",
        "172.15.255.255",
        "172.32.0.1",
        "100.63.255.255",
        "100.128.0.1",
        "2606:4700::1111",
        "2a00:1450:4001::200e",
        "64:ff9b::93.184.215.14",
        "2002:5db8:d70e::1",
        "::ffff:93.184.215.14"
      })
  void addressesOfStrangersPass(String address) throws Exception {
    assertThat(resolvingTo(EVERYBODY, address).resolve("partner.example"))
        .containsExactlyElementsOf(addresses(address));
    String host = address.contains(":") ? "[" + address + "]" : address;
    assertThat(EVERYBODY.check("http://" + host + "/").getHost()).isEqualTo(host);
    assertThat(EVERYBODY.resolve(host)).containsExactlyElementsOf(addresses(address));
  }

  @Test
  void oneBadAddressSpoilsAll() {
    OutboundPolicy policy = resolvingTo(EVERYBODY, "93.184.215.14", "10.0.0.1", "1.1.1.1");
    assertThatThrownBy(() -> policy.resolve("partner.example"))
        .isInstanceOf(ForbiddenDestinationException.class)
        .hasMessageContaining("10.0.0.1");
  }

  @Test
  void anAllowedNetworkPassesAndNoOther() throws Exception {
    OutboundPolicy policy =
        EVERYBODY.allowNetwork("10.1.0.0/16").allowNetwork("::1").allowNetwork("127.0.0.1");
    for (String allowed :
        List.of("10.1.2.3", "::1", "127.0.0.1", "64:ff9b::10.1.2.3", "::ffff:127.0.0.1")) {
      assertThat(resolvingTo(policy, allowed).resolve("a")).hasSize(1);
    }
    for (String refused : List.of("10.2.0.1", "127.0.0.2", "169.254.169.254")) {
      assertThatThrownBy(() -> resolvingTo(policy, refused).resolve("a"))
          .isInstanceOf(ForbiddenDestinationException.class);
    }
  }

  @Test
  void aHostWithoutAddressIsUnknown() {
    assertThatThrownBy(() -> resolvingTo(EVERYBODY).resolve("partner.example"))
        .isInstanceOf(UnknownHostException.class);
  }

  @Test
  void anAddressIsNeverLookedUp() throws Exception {
    OutboundPolicy policy =
        EVERYBODY.withResolver(
            host -> {
              throw new AssertionError(host);
            });
    assertThat(policy.resolve("1.1.1.1")).hasSize(1);
    assertThat(policy.resolve("2606:4700::1111")).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "partner.example",
        "ftp://partner.example",
        "https://",
        "https://partner.example/path",
        "https://user@partner.example",
        "https://*partner.example",
        "https://a.*.example",
        "https://*.",
        "https://*.1.2.3.4",
        "https://partner.example.",
        "https://2130706433",
        "https://partner.example:0",
        "https://partner.example:65536",
        "https://partner.example:"
      })
  void aLineThatIsNoneIsRefused(String origin) {
    assertThatThrownBy(() -> OutboundPolicy.allowing(origin))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("found " + origin);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"10.0.0.0/33", "10.0.0/8", "10.0.0.0/-1", "10.0.0.0/08", "::/129", "x", ""})
  void aNetworkThatIsNoneIsRefused(String network) {
    assertThatThrownBy(() -> EVERYBODY.allowNetwork(network))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("Expected a network");
  }

  @Test
  void aMessageForTheLogIsOneShortLine() {
    assertThatThrownBy(() -> PARTNERS.check("http://evil.example/" + "x".repeat(100_000)))
        .satisfies(e -> assertThat(e.getMessage()).hasSizeLessThan(300));
    assertThatThrownBy(() -> PARTNERS.check("\u0000\r\nforged\u2028"))
        .satisfies(e -> assertThat(e.getMessage()).matches("[\\x20-\\x7e]*"));
  }
}
