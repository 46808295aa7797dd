package io.steatite.envelope;

import static io.steatite.envelope.Envelopes.decode;
import static io.steatite.envelope.SoapVersion.SOAP_11;
import static io.steatite.envelope.SoapVersion.SOAP_12;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.steatite.envelope.encoding.TextEncoder;
import io.steatite.envelope.stack.MessageStack;
import io.steatite.testing.Requirement;
import io.steatite.testing.ThrottledInputStream;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Which envelopes are accepted in each version, and what the sender of a malformed one is told. */
class EnvelopeConstructionTest {
  /** Returns the envelope with the prefixes {@code s} and {@code h} bound. */
  private static final String ROOT = "<s:Envelope xmlns:s='NS' xmlns:h='urn:h'>%s</s:Envelope>";

  private static final String BODY = "<s:Body><h:p/></s:Body>";
  private static final String HEADER = "<s:Header><h:a/></s:Header>";

  @ParameterizedTest(name = "{0}: {1}")
  @MethodSource("badInBoth")
  @MethodSource("badInSoap12")
  @MethodSource("badInSoap11")
  @Requirement({
    "x1-envvermodel-fault",
    "x1-soapenv-diichild",
    "x1-soapenv-dtd",
    "x1-soapenv-pi",
    "x1-soapenvelope-prop",
    "x1-soapencattr-restrictions",
    "x1-soaphead-prop",
    "x1-soapheadblock-prop",
    "x1-soapbody-prop"
  })
  void malformedEnvelopeIsAnsweredWithSenderFaultThatNamesTheError(
      SoapVersion version, String xml, String flaw) throws Exception {
    byte[] bytes = xml.replace("NS", version.namespace()).getBytes(StandardCharsets.UTF_8);
    MalformedMessageException whole = refused(version, new ByteArrayInputStream(bytes));
    assertThat(whole).hasMessageContaining(flaw);

    MalformedMessageException slow = refused(version, ThrottledInputStream.of(bytes, 2, 1));
    assertThat(slow).hasMessage(whole.getMessage());

    MessageStack stack = MessageStack.builder().encoder(TextEncoder.of(version)).build();
    Fault fault = stack.answerTo(whole).fault().orElseThrow();
    assertThat(fault.code()).isEqualTo(FaultCode.SENDER);
    assertThat(fault.reason()).isEqualTo(whole.getMessage());
  }

  private static MalformedMessageException refused(SoapVersion version, InputStream in) {
    return catchThrowableOfType(
        MalformedMessageException.class, () -> decode(version, in).body().buffer());
  }

  static Stream<Arguments> badInBoth() {
    return inBoth(
        row("", "Malformed XML"),
        row("nothing of XML", "Malformed XML"),
        row("<a/>", "Expected an Envelope, found a"),
        row("<s:envelope xmlns:s='NS'/>", "Expected an Envelope"),
        row(ROOT.formatted(BODY) + ROOT.formatted(BODY), "Malformed XML"),
        row(ROOT.formatted(""), "no Body"),
        row(ROOT.formatted(HEADER), "no Body"),
        row(ROOT.formatted("<h:a/>" + BODY), "Expected {NS}Body, found {urn:h}a"),
        row(ROOT.formatted("<Body/>"), "Expected {NS}Body, found Body"),
        row(ROOT.formatted("<h:Body/>"), "Expected {NS}Body, found {urn:h}Body"),
        row(ROOT.formatted("<s:body/>"), "Expected {NS}Body, found {NS}body"),
        row(ROOT.formatted("<Header/>" + BODY), "Expected {NS}Body, found Header"),
        row(ROOT.formatted(HEADER + HEADER + BODY), "Expected {NS}Body, found {NS}Header"),
        row(ROOT.formatted(HEADER + "<h:a/>" + BODY), "Expected {NS}Body, found {urn:h}a"),
        row(ROOT.formatted(BODY + HEADER), "Nothing may follow the Body"),
        row(ROOT.formatted(BODY + BODY), "Nothing may follow the Body"),
        row(ROOT.formatted(BODY + "<h:a/>"), "Nothing may follow the Body"),
        row(ROOT.formatted(BODY + "text"), "Nothing may follow the Body"),
        row(ROOT.formatted("text" + BODY), "found text"),
        row(ROOT.formatted("<![CDATA[text]]>" + BODY), "found text"),
        row(ROOT.formatted("<s:Header>text</s:Header>" + BODY), "found text"),
        row(ROOT.formatted("<s:Header><h:a/>text</s:Header>" + BODY), "found text"),
        row(ROOT.formatted(HEADER + "&amp;" + BODY), "found text"),
        row(ROOT.formatted("<s:Body>text</s:Body>"), "The Body may hold no text"),
        row(ROOT.formatted("<s:Body>text<h:p/></s:Body>"), "The Body may hold no text"),
        row(ROOT.formatted("<s:Body><h:p/>text</s:Body>"), "The Body may hold no text"),
        row(ROOT.formatted("<s:Body><h:p/><![CDATA[x]]></s:Body>"), "The Body may hold no text"),
        row(ROOT.formatted("<s:Header><a/></s:Header>" + BODY), "Header block a has no namespace"),
        row(ROOT.formatted("<s:Body><s:Fault/><h:p/></s:Body>"), "A Fault must be alone"),
        row(ROOT.formatted("<s:Body><s:Fault/><s:Fault/></s:Body>"), "A Fault must be alone"),
        row(ROOT.formatted("<s:Body><h:p/><s:Fault/></s:Body>"), "A Fault must be alone"),
        row(ROOT.formatted("<s:Body><s:Fault/>text</s:Body>"), "The Body may hold no text"),
        row("<!DOCTYPE x>" + ROOT.formatted(BODY), "may not have a DTD"),
        row("<!DOCTYPE s:Envelope SYSTEM 'x.dtd'>" + ROOT.formatted(BODY), "may not have a DTD"),
        row("<?a b?>" + ROOT.formatted(BODY), "processing instruction"),
        row(ROOT.formatted("<?a b?>" + BODY), "processing instruction"),
        row(ROOT.formatted("<s:Header><?a b?></s:Header>" + BODY), "processing instruction"),
        row(ROOT.formatted("<s:Header><h:a><?a b?></h:a></s:Header>" + BODY), "processing instr"),
        row(ROOT.formatted("<s:Body><?a b?></s:Body>"), "processing instruction"),
        row(ROOT.formatted("<s:Body><h:p><?a b?></h:p></s:Body>"), "processing instruction"),
        row(ROOT.formatted(BODY + "<?a b?>"), "Nothing may follow the Body"),
        row(ROOT.formatted(BODY) + "<?a b?>", "Nothing may follow the Body"),
        row(ROOT.formatted("<s:Body><h:p>&e;</h:p></s:Body>"), "Undeclared general entity \"e\""),
        row(ROOT.formatted("<s:Body><h:p a='&e;'/></s:Body>"), "Undeclared general entity \"e\""),
        row(ROOT.formatted("<s:Header><h:a>&e;</h:a></s:Header>"), "Undeclared general entity"),
        row("<?xml version='1.1'?>" + ROOT.formatted(BODY), "An envelope is XML 1.0"),
        row(" <?xml version='1.0'?>" + ROOT.formatted(BODY), "Malformed XML"),
        row(ROOT.formatted("<s:Body><q:p/></s:Body>"), "Undeclared namespace prefix \"q\""),
        row(ROOT.replace("xmlns:s", "a='' xmlns:s").formatted(BODY), "attribute a of Envelope"));
  }

  static Stream<Arguments> badInSoap12() {
    String encoded = " s:encodingStyle='http://www.w3.org/2003/05/soap-envelope/encoding/none'";
    return in(
        SOAP_12,
        row(ROOT.replace(">%s", encoded + ">%s").formatted(BODY), "an attribute of Envelope"),
        row(ROOT.formatted("<s:Header" + encoded + "/>" + BODY), "an attribute of Header"),
        row(ROOT.formatted("<s:Body" + encoded + "/>"), "an attribute of Body"),
        row(ROOT.formatted("<s:Header a=''/>" + BODY), "attribute a of Header has no namespace"),
        row(ROOT.formatted("<s:Body a=''/>"), "attribute a of Body has no namespace"),
        row(fault("<s:Fault" + encoded + "/>"), "a fault's Fault"),
        row(fault("<s:Fault><s:Code" + encoded + "/></s:Fault>"), "a fault's Code"),
        row(fault("<s:Fault><s:Code><s:Value" + encoded + "/></s:Code></s:Fault>"), "Value"),
        row(fault("<s:Fault><s:Detail" + encoded + "/></s:Fault>"), "a fault's Detail"),
        row(
            ROOT.formatted("<s:Header><h:a s:relay='perhaps'/></s:Header>" + BODY),
            "relay of {urn:h}a must be 0, 1, true or false"));
  }

  static Stream<Arguments> badInSoap11() {
    return in(
        SOAP_11,
        row(
            ROOT.formatted("<s:Header><h:a s:mustUnderstand='01'/></s:Header>" + BODY),
            "mustUnderstand of {urn:h}a must be 0, 1, true or false"));
  }

  private static String fault(String element) {
    return ROOT.formatted("<s:Body>" + element + "</s:Body>");
  }

  @ParameterizedTest(name = "{0}: {1}")
  @MethodSource("goodInBoth")
  @MethodSource("goodInSoap12")
  @MethodSource("goodInSoap11")
  @Requirement({
    "x1-soapenv-docprop",
    "x1-soapenvelope-prop",
    "x1-soapencattr-prop",
    "x1-soaphead-prop",
    "x1-soapheadblock-prop",
    "x1-soapbody-prop"
  })
  void unusualButValidEnvelopeIsRead(SoapVersion version, String xml) throws Exception {
    byte[] bytes = xml.replace("NS", version.namespace()).getBytes(StandardCharsets.UTF_8);
    try (Message message = decode(version, ThrottledInputStream.of(bytes, 3, 2))) {
      assertThat(message.version()).isEqualTo(version);
      message.body().buffer();
    }
  }

  static Stream<Arguments> goodInBoth() {
    return inBoth(
        row(ROOT.formatted("<s:Body/>")),
        row(ROOT.formatted(" <s:Header/>\n<!--c--> <s:Body> </s:Body>\t<!--c-->")),
        row("<!--c--> " + ROOT.formatted(BODY) + " <!--c--> "),
        row("<?xml version='1.0' standalone='yes'?>" + ROOT.formatted(BODY)),
        row("<?xml version='1.0' encoding='utf-8'?>\n" + ROOT.formatted(BODY)),
        row(ROOT.formatted("<s:Header> <h:a> text <b c=''/> </h:a> <!--c--></s:Header>" + BODY)),
        row(ROOT.formatted("<s:Body><!--c--><h:p/> <q/> <![CDATA[ ]]></s:Body>")),
        row(ROOT.formatted("<s:Header h:x=''/><s:Body h:x=''/>")),
        row(ROOT.replace(">%s", " h:x='' xml:lang='en'>%s").formatted(BODY)),
        row(ROOT.formatted("<s:Body><h:p><s:Fault/></h:p></s:Body>")),
        row("<Envelope xmlns='NS'><Header><a xmlns='urn:h'/></Header><Body/></Envelope>"));
  }

  static Stream<Arguments> goodInSoap12() {
    String encoded = " s:encodingStyle='urn:e'";
    return in(
        SOAP_12,
        row(ROOT.formatted("<s:Header><h:a" + encoded + "/></s:Header>" + BODY)),
        row(ROOT.formatted("<s:Body><h:p" + encoded + "><q" + encoded + "/></h:p></s:Body>")),
        row(fault("<s:Fault><s:Detail><h:d" + encoded + "/></s:Detail></s:Fault>")));
  }

  /** SOAP 1.1 section 4.1.1 allows encodingStyle on any element, and its examples use it so. */
  static Stream<Arguments> goodInSoap11() {
    String encoded = " s:encodingStyle='http://schemas.xmlsoap.org/soap/encoding/'";
    return in(
        SOAP_11,
        row(ROOT.replace(">%s", encoded + ">%s").formatted(BODY)),
        row(ROOT.formatted("<s:Body" + encoded + " id='b'><h:p/></s:Body>")),
        row(ROOT.formatted("<s:Header><h:a s:relay='perhaps'/></s:Header>" + BODY)));
  }

  private static Object[] row(Object... cells) {
    return cells;
  }

  private static Stream<Arguments> inBoth(Object[]... rows) {
    return Stream.concat(in(SOAP_11, rows), in(SOAP_12, rows));
  }

  private static Stream<Arguments> in(SoapVersion version, Object[]... rows) {
    return Stream.of(rows)
        .map(
            row -> {
              List<Object> cells = new ArrayList<>(List.of(version));
              for (Object cell : row) {
                cells.add(cell.toString().replace("{NS}", "{" + version.namespace() + "}"));
              }
              return arguments(cells.toArray());
            });
  }
}
