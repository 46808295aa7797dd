package io.steatite.conformance.addressing;

import static io.steatite.conformance.addressing.AddressedService.ECHO;
import static io.steatite.conformance.addressing.AddressedService.EMPTY;
import static io.steatite.conformance.addressing.AddressedService.FAULT;
import static io.steatite.conformance.addressing.AddressedService.MESSAGE_ID;
import static io.steatite.conformance.addressing.AddressedService.NOTIFY;
import static io.steatite.conformance.addressing.MessageAssert.assertAccepted;
import static io.steatite.conformance.addressing.MessageAssert.assertThatAnswer;
import static io.steatite.conformance.addressing.MessageAssert.assertThatMessage;

import io.steatite.envelope.FaultCode;
import io.steatite.testing.RawHttp.Received;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import javax.xml.namespace.QName;

/**
 * A case of the W3C's test suite for WS-Addressing 1.0, by its number, retold: what is sent, what
 * has to come of it. The suite has most of them for both versions of SOAP, {@code test11nn} and
 * {@code test12nn}; here all of them are, and for 2004/08 too where that can say the same.
 *
 * @param number the last two digits
 * @param title what it is about
 * @param headers what is sent, with {@code {words}} that depend on the versions
 * @param text what is to be echoed
 * @param expected what has to come of it
 */
record W3cCase(String number, String title, String headers, String text, Expected expected) {
  static final QName KEY = new QName("http://example.org/customer", "CustomerKey", "c");
  static final QName ALERT = new QName("http://example.org/alertcontrol", "alertcontrol", "x");
  static final String UNREACHABLE = "http://example.org/unreachable";

  /** What has to come of a case. */
  @FunctionalInterface
  interface Expected {
    void check(Received answer, Listener listener, Versions versions) throws Exception;
  }

  private static final String ECHO_IN = "{Action " + ECHO + "}";
  private static final String NOTIFICATION = "{Action " + NOTIFY + "}{To}";
  private static final String ID = "<a:MessageID>" + MESSAGE_ID + "</a:MessageID>";
  private static final String REQUEST = ECHO_IN + ID + "{To}";
  private static final String TWO_TO = REQUEST + "{ReplyTo}{SecondTo}";
  private static final String REPLY_KEY = parameters("Key#123456789");
  private static final String FAULT_KEY = parameters("Fault#123456789");

  private static String parameters(String key) {
    return "<a:ReferenceParameters><c:CustomerKey>"
        + key
        + "</c:CustomerKey></a:ReferenceParameters>";
  }

  private static String reference(String name, String address, String... more) {
    return AddressedService.reference(name, address, more);
  }

  /** All of them. */
  static final List<W3cCase> ALL =
      List.of(
          notification("00", "with an action only", ""),
          notification("01", "with a MessageID", ID),
          notification("02", "with a ReplyTo of none", reference("ReplyTo", "{none}")),
          notification("03", "with a FaultTo of none", reference("FaultTo", "{none}")),
          notification(
              "04",
              "with ReplyTo and FaultTo of none",
              reference("ReplyTo", "{none}") + reference("FaultTo", "{none}")),
          notification(
              "06",
              "with a reference parameter in a ReplyTo of none",
              reference("ReplyTo", "{none}", REPLY_KEY)),
          notification(
              "07",
              "with metadata in a ReplyTo of none",
              reference(
                  "ReplyTo",
                  "{none}",
                  "<a:Metadata><w:definitions xmlns:w='http://schemas.xmlsoap.org/wsdl/'/>"
                      + "<d:description xmlns:d='http://www.w3.org/2006/01/wsdl'/></a:Metadata>")),
          notification(
              "08",
              "with attributes and elements of others in a ReplyTo of none",
              reference(
                  "ReplyTo",
                  "{none}",
                  "<a:ReferenceParameters c:level='premium'><c:CustomerKey>Key#123456789"
                      + "</c:CustomerKey></a:ReferenceParameters>"
                      + "<a:Metadata c:total='1'/><c:Metadata/>")),
          new W3cCase("30", "echo without ReplyTo", REQUEST + "{ReplyTo}", "hello", echoed(null)),
          new W3cCase(
              "31",
              "echo with an anonymous ReplyTo",
              REQUEST + reference("ReplyTo", "{anonymous}"),
              "hello",
              echoed(null)),
          new W3cCase(
              "32",
              "echo with a reference parameter",
              REQUEST + reference("ReplyTo", "{anonymous}", REPLY_KEY),
              "hello",
              echoed("Key#123456789")),
          new W3cCase(
              "33",
              "fault to an anonymous FaultTo",
              REQUEST
                  + reference("ReplyTo", "{anonymous}", REPLY_KEY)
                  + reference("FaultTo", "{anonymous}", FAULT_KEY),
              "",
              faulted("Fault#123456789")),
          new W3cCase(
              "34",
              "fault to ReplyTo where there is no FaultTo",
              REQUEST + reference("ReplyTo", "{anonymous}", REPLY_KEY),
              "",
              faulted("Key#123456789")),
          new W3cCase(
              "35",
              "fault to an anonymous FaultTo beside a ReplyTo elsewhere",
              REQUEST
                  + reference("ReplyTo", "{listener}/replies", REPLY_KEY)
                  + reference("FaultTo", "{anonymous}", FAULT_KEY),
              "",
              faulted("Fault#123456789")),
          new W3cCase(
              "36",
              "echo with a ReplyTo of none",
              REQUEST + reference("ReplyTo", "{none}"),
              "hello",
              nothing()),
          new W3cCase(
              "37",
              "echo with a ReplyTo of none for the role next",
              REQUEST + "<a:ReplyTo {role}='{next}'><a:Address>{none}</a:Address></a:ReplyTo>",
              "hello",
              nothing()),
          new W3cCase(
              "38",
              "a mandatory header that is not understood, with a FaultTo of none",
              REQUEST
                  + reference("FaultTo", "{none}")
                  + "<x:alertcontrol xmlns:x='http://example.org/alertcontrol'"
                  + " s:mustUnderstand='1'/>",
              "hello",
              notUnderstood()),
          new W3cCase("40", "two To", TWO_TO, "hello", invalid("To")),
          new W3cCase(
              "41",
              "two ReplyTo",
              REQUEST + reference("ReplyTo", "{anonymous}") + reference("ReplyTo", "{anonymous}"),
              "hello",
              invalid("ReplyTo")),
          new W3cCase(
              "42",
              "two FaultTo",
              REQUEST
                  + "{ReplyTo}"
                  + reference("FaultTo", "{anonymous}")
                  + reference("FaultTo", "{anonymous}"),
              "hello",
              invalid("FaultTo")),
          new W3cCase(
              "43", "two Action", REQUEST + "{ReplyTo}" + ECHO_IN, "hello", invalid("Action")),
          new W3cCase(
              "44", "two MessageID", REQUEST + "{ReplyTo}" + ID, "hello", invalid("MessageID")),
          new W3cCase(
              "46",
              "two To, with the header that is wrong in the fault",
              TWO_TO,
              "hello",
              invalid("To")),
          new W3cCase(
              "47",
              "no Action (SOAP 1.1); two To, with the subsubcode in the fault (SOAP 1.2)",
              "{47}",
              "hello",
              (answer, listener, versions) ->
                  (versions.isSoap11() ? required("Action") : invalid("To"))
                      .check(answer, listener, versions)),
          new W3cCase("48", "no Action", ID + "{To}{ReplyTo}", "hello", required("Action")),
          new W3cCase(
              "49",
              "two To, with a ReplyTo of none",
              REQUEST + "{SecondTo}" + reference("ReplyTo", "{none}"),
              "hello",
              nothing()),
          new W3cCase(
              "50",
              "echo with a ReplyTo elsewhere",
              REQUEST + reference("ReplyTo", "{listener}/replies", REPLY_KEY),
              "hello",
              echoedElsewhere()),
          new W3cCase(
              "51",
              "echo with a ReplyTo elsewhere, and one for nobody",
              REQUEST
                  + reference("ReplyTo", "{listener}/replies", REPLY_KEY)
                  + "<a:ReplyTo {role}='{nobody}'><a:Address>{anonymous}</a:Address></a:ReplyTo>",
              "hello",
              echoedElsewhere()),
          new W3cCase(
              "52",
              "fault to a FaultTo of none beside a ReplyTo elsewhere",
              REQUEST + reference("ReplyTo", "{listener}/replies") + reference("FaultTo", "{none}"),
              "",
              nothing()),
          new W3cCase(
              "60",
              "echo with a ReplyTo that cannot be reached, and a FaultTo that can",
              REQUEST
                  + reference("ReplyTo", UNREACHABLE)
                  + reference("FaultTo", "{listener}/faults", FAULT_KEY),
              "hello",
              unreachableElsewhere()),
          new W3cCase(
              "70",
              "echo with a mandatory From",
              REQUEST
                  + "{ReplyTo}<a:From s:mustUnderstand='1'>"
                  + "<a:Address>http://example.org/node/A</a:Address></a:From>",
              "hello",
              echoed(null)));

  private static W3cCase notification(String number, String title, String headers) {
    return new W3cCase(
        number,
        "notification " + title,
        NOTIFICATION + headers,
        "hello",
        (answer, listener, versions) -> assertAccepted(answer));
  }

  private static Expected nothing() {
    return (answer, listener, versions) -> assertAccepted(answer);
  }

  private static Expected echoed(String key) {
    return (answer, listener, versions) -> {
      MessageAssert reply = assertThatAnswer(answer, 200, versions);
      reply.relatesTo(MESSAGE_ID).hasHeader("To", versions.wsa().anonymous());
      if (key == null) {
        reply.hasNoHeader(KEY);
      } else {
        reply.hasParameter(KEY, key);
      }
      reply.isEchoOf("hello");
    };
  }

  private static Expected faulted(String key) {
    return (answer, listener, versions) ->
        assertThatAnswer(answer, 500, versions)
            .isFault(FaultCode.Value.SENDER, EMPTY)
            .hasAction(FAULT)
            .relatesTo(MESSAGE_ID)
            .hasParameter(KEY, key);
  }

  private static Expected notUnderstood() {
    return (answer, listener, versions) ->
        assertThatAnswer(answer, 500, versions)
            .isFault(FaultCode.Value.MUST_UNDERSTAND)
            .hasAction(versions.wsa().soapFaultAction())
            .relatesTo(MESSAGE_ID);
  }

  private static Expected invalid(String header) {
    return (answer, listener, versions) ->
        assertThatAnswer(answer, 500, versions)
            .isInvalidHeader("InvalidCardinality", header)
            .relatesTo(MESSAGE_ID);
  }

  private static Expected required(String header) {
    return (answer, listener, versions) ->
        assertThatAnswer(answer, 500, versions).isRequired(header).relatesTo(MESSAGE_ID);
  }

  private static Expected echoedElsewhere() {
    return (answer, listener, versions) -> {
      assertAccepted(answer);
      Listener.Received came = listener.next();
      assertThatMessage(AddressedService.message(came.contentType(), came.body()), versions)
          .as(came.path())
          .hasHeader("To", listener.address("/replies"))
          .relatesTo(MESSAGE_ID)
          .hasParameter(KEY, "Key#123456789")
          .isEchoOf("hello");
    };
  }

  private static Expected unreachableElsewhere() {
    return (answer, listener, versions) -> {
      assertAccepted(answer);
      Listener.Received came = listener.next();
      assertThatMessage(AddressedService.message(came.contentType(), came.body()), versions)
          .as(came.path())
          .isUnreachable(UNREACHABLE)
          .hasHeader("To", listener.address("/faults"))
          .relatesTo(MESSAGE_ID)
          .hasParameter(KEY, "Fault#123456789");
    };
  }

  /** Whether a pair of versions has the words for it. */
  boolean appliesTo(Versions versions) {
    return (versions.is10() || !headers.contains("{none}"))
        && (!versions.isSoap11() || !headers.contains("{nobody}"));
  }

  /** The headers in the words of a pair of versions; what 2004/08 wants besides is added. */
  String headers(Versions versions, String endpoint, Listener listener) {
    String template = headers.replace("{47}", versions.isSoap11() ? ID + "{To}{ReplyTo}" : TWO_TO);
    String to = AddressedService.element("To", endpoint);
    String anonymous = versions.wsa().anonymous();
    return template
        .replace(ECHO_IN, AddressedService.element("Action", ECHO))
        .replace("{Action " + NOTIFY + "}", AddressedService.element("Action", NOTIFY))
        .replace("{SecondTo}", versions.is10() ? to + to : to)
        .replace("{To}", versions.is10() ? "" : to)
        .replace("{ReplyTo}", versions.is10() ? "" : reference("ReplyTo", anonymous))
        .replace("{anonymous}", anonymous)
        .replace("{none}", versions.wsa().none().orElse(""))
        .replace("{listener}", listener.address(""))
        .replace("{role}", "s:" + versions.soap().roleAttribute())
        .replace("{next}", versions.soap().nextRole())
        .replace("{nobody}", versions.soap().noneRole());
  }

  /** All cases for all pairs of versions that have the words for them. */
  static Stream<W3cCase> all() {
    return ALL.stream();
  }

  /** The number in the suite, for a version of SOAP. */
  String number(Versions versions) {
    return String.format(Locale.ROOT, "test1%d%s", versions.isSoap11() ? 1 : 2, number);
  }

  @Override
  public String toString() {
    return title;
  }
}
