package io.steatite.conformance;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.util.Set;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.SAXParserFactory;
import javax.xml.stream.XMLEventFactory;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.transform.TransformerFactory;
import javax.xml.validation.SchemaFactory;
import javax.xml.xpath.XPathFactory;

/** The plan of the house, as the build sees it. */
@AnalyzeClasses(packages = "io.steatite", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

  private static final String ENVELOPE = "io.steatite.envelope..";
  private static final String ADDRESSING = "io.steatite.addressing..";
  private static final String MTOM = "io.steatite.mtom..";
  private static final String TRANSPORT = "io.steatite.transport..";
  private static final String SERVICE = "io.steatite.service..";
  private static final String CONFORMANCE = "io.steatite.conformance..";
  private static final String HARDENED_XML = "io.steatite.envelope.xml..";

  private static final Set<Class<?>> XML_FACTORIES =
      Set.of(
          XMLInputFactory.class,
          XMLOutputFactory.class,
          XMLEventFactory.class,
          DocumentBuilderFactory.class,
          SAXParserFactory.class,
          TransformerFactory.class,
          SchemaFactory.class,
          XPathFactory.class);

  @ArchTest
  static final ArchRule envelopeKnowsNothingOfOurs =
      noClasses()
          .that()
          .resideInAPackage(ENVELOPE)
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(ADDRESSING, MTOM, TRANSPORT, SERVICE, CONFORMANCE)
          .allowEmptyShould(true);

  @ArchTest
  static final ArchRule addressingKnowsOnlyEnvelope =
      noClasses()
          .that()
          .resideInAPackage(ADDRESSING)
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(MTOM, TRANSPORT, SERVICE, CONFORMANCE)
          .allowEmptyShould(true);

  @ArchTest
  static final ArchRule mtomKnowsOnlyEnvelope =
      noClasses()
          .that()
          .resideInAPackage(MTOM)
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(ADDRESSING, TRANSPORT, SERVICE, CONFORMANCE)
          .allowEmptyShould(true);

  @ArchTest
  static final ArchRule transportKnowsOnlyEnvelope =
      noClasses()
          .that()
          .resideInAPackage(TRANSPORT)
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(ADDRESSING, MTOM, SERVICE, CONFORMANCE)
          .allowEmptyShould(true);

  @ArchTest
  static final ArchRule serviceDoesNotKnowItsTests =
      noClasses()
          .that()
          .resideInAPackage(SERVICE)
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(CONFORMANCE)
          .allowEmptyShould(true);

  @ArchTest
  static final ArchRule modulesFormNoCycle =
      slices().matching("io.steatite.(*)..").should().beFreeOfCycles().allowEmptyShould(true);

  @ArchTest
  static final ArchRule publishedCodeDoesNotPrint =
      noClasses()
          .that()
          .resideInAnyPackage(ENVELOPE, ADDRESSING, MTOM, TRANSPORT, SERVICE)
          .should()
          .accessField(System.class, "out")
          .orShould()
          .accessField(System.class, "err")
          .orShould()
          .callMethod(Throwable.class, "printStackTrace")
          .allowEmptyShould(true);

  @ArchTest
  static final ArchRule xmlFactoriesAreMadeInOnePlace =
      noClasses()
          .that()
          .resideOutsideOfPackage(HARDENED_XML)
          .should()
          .callCodeUnitWhere(
              DescribedPredicate.describe(
                  "it makes an XML factory", ArchitectureTest::makesXmlFactory))
          .because("factories are hardened in io.steatite.envelope.xml, and nowhere else")
          .allowEmptyShould(true);

  /** A constructor, or one of the static methods all named {@code new...Instance} or Factory. */
  private static boolean makesXmlFactory(JavaCall<?> call) {
    String name = call.getName();
    boolean makes =
        name.equals("<init>")
            || name.equals("newFactory")
            || (name.startsWith("new") && name.endsWith("Instance"));
    return makes && XML_FACTORIES.stream().anyMatch(call.getTargetOwner()::isAssignableTo);
  }
}
