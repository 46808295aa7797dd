package io.steatite.conformance;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.Location;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.GeneralCodingRules;
import io.steatite.envelope.xml.HardenedStax;
import java.util.Set;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.SAXParserFactory;
import javax.xml.stream.XMLEventFactory;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.transform.TransformerFactory;
import javax.xml.validation.SchemaFactory;
import javax.xml.xpath.XPathFactory;

/**
 * Enforces the dependencies between modules and packages that {@code docs/architecture.md} draws.
 * No rule can pass because it has nothing to check: ArchUnit fails a rule without classes and a
 * layer without classes.
 */
@AnalyzeClasses(
    packages = "io.steatite",
    importOptions = {
      ImportOption.DoNotIncludeTests.class,
      ArchitectureTest.DoNotIncludeTestJars.class
    })
class ArchitectureTest {
  private static final String ROOT = "io.steatite";
  private static final String INTERNAL = "io.steatite.internal";
  private static final String ENVELOPE = "io.steatite.envelope";
  private static final String XML = "io.steatite.envelope.xml";
  private static final String XML_INTERNAL = "io.steatite.envelope.xml.internal";
  private static final String ENCODING = "io.steatite.envelope.encoding..";
  private static final String STACK = "io.steatite.envelope.stack..";
  private static final String JAXB = "io.steatite.envelope.jaxb..";
  private static final String ADDRESSING = "io.steatite.addressing..";
  private static final String MTOM = "io.steatite.mtom..";
  private static final String TRANSPORT = "io.steatite.transport..";
  private static final String SERVICE = "io.steatite.service..";
  private static final String CONFORMANCE = "io.steatite.conformance..";

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

  private static final DescribedPredicate<JavaCall<?>> MAKES_XML_FACTORY =
      DescribedPredicate.describe("it makes an XML factory", ArchitectureTest::makesXmlFactory);

  /** Every class belongs to one of the modules, so that a new module has to be added here. */
  @ArchTest
  static final ArchRule modulesDependOneWay =
      layeredArchitecture()
          .consideringOnlyDependenciesInLayers()
          .layer("root")
          .definedBy(ROOT, INTERNAL)
          .layer("envelope")
          .definedBy(ENVELOPE + "..")
          .layer("addressing")
          .definedBy(ADDRESSING)
          .layer("mtom")
          .definedBy(MTOM)
          .layer("transport")
          .definedBy(TRANSPORT)
          .layer("service")
          .definedBy(SERVICE)
          .layer("conformance")
          .definedBy(CONFORMANCE)
          .whereLayer("root")
          .mayNotAccessAnyLayer()
          .whereLayer("envelope")
          .mayOnlyAccessLayers("root")
          .whereLayer("addressing")
          .mayOnlyAccessLayers("root", "envelope")
          .whereLayer("mtom")
          .mayOnlyAccessLayers("root", "envelope")
          .whereLayer("transport")
          .mayOnlyAccessLayers("root", "envelope")
          .whereLayer("conformance")
          .mayNotBeAccessedByAnyLayer()
          .ensureAllClassesAreContainedInArchitecture();

  /**
   * Every package of the module belongs to one layer, so that a new package has to be added here.
   */
  @ArchTest
  static final ArchRule packagesOfEnvelopeDependOneWay =
      layeredArchitecture()
          .consideringOnlyDependenciesInLayers()
          .layer("root")
          .definedBy(ROOT, INTERNAL)
          .layer("xml.internal")
          .definedBy(XML_INTERNAL)
          .layer("xml")
          .definedBy(XML)
          .layer("envelope")
          .definedBy(ENVELOPE)
          .layer("encoding")
          .definedBy(ENCODING)
          .layer("stack")
          .definedBy(STACK)
          .layer("jaxb")
          .definedBy(JAXB)
          .whereLayer("xml.internal")
          .mayOnlyAccessLayers("root")
          .whereLayer("xml")
          .mayOnlyAccessLayers("root", "xml.internal")
          .whereLayer("envelope")
          .mayOnlyAccessLayers("root", "xml.internal", "xml")
          .whereLayer("encoding")
          .mayOnlyAccessLayers("root", "xml.internal", "xml", "envelope")
          .whereLayer("stack")
          .mayOnlyAccessLayers("root", "xml.internal", "xml", "envelope", "encoding")
          .whereLayer("jaxb")
          .mayOnlyAccessLayers("root", "xml.internal", "xml", "envelope")
          .ensureAllClassesAreContainedInArchitectureIgnoring(
              ADDRESSING, MTOM, TRANSPORT, SERVICE, CONFORMANCE);

  @ArchTest
  static final ArchRule packagesFormNoCycle =
      slices().matching("io.steatite.(**)").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule publishedCodeDoesNotPrint =
      noClasses()
          .that()
          .resideOutsideOfPackage(CONFORMANCE)
          .should()
          .accessField(System.class, "out")
          .orShould()
          .accessField(System.class, "err")
          .orShould()
          .callMethod(Throwable.class, "printStackTrace");

  @ArchTest
  static final ArchRule exceptionsHaveNamesOfTheirOwn =
      GeneralCodingRules.NO_CLASSES_SHOULD_THROW_GENERIC_EXCEPTIONS;

  @ArchTest
  static final ArchRule xmlFactoriesAreMadeInOnePlace =
      noClasses()
          .that()
          .resideOutsideOfPackage(XML)
          .should()
          .callCodeUnitWhere(MAKES_XML_FACTORY)
          .because("factories are hardened in io.steatite.envelope.xml, and nowhere else");

  /** Otherwise the rule above would pass because its predicate recognises nothing. */
  @ArchTest
  static void thePlaceWhereXmlFactoriesAreMadeIsRecognised(JavaClasses classes) {
    assertThat(classes.get(HardenedStax.class).getCodeUnitCallsFromSelf())
        .anyMatch(MAKES_XML_FACTORY);
  }

  /** A constructor, or one of the static methods all named {@code new...Instance} or Factory. */
  private static boolean makesXmlFactory(JavaCall<?> call) {
    String name = call.getName();
    boolean makes =
        name.equals("<init>")
            || name.equals("newFactory")
            || (name.startsWith("new") && name.endsWith("Instance"));
    return makes && XML_FACTORIES.stream().anyMatch(call.getTargetOwner()::isAssignableTo);
  }

  /** Leaves out the jars of test classes that a build up to {@code package} makes. */
  static final class DoNotIncludeTestJars implements ImportOption {
    @Override
    public boolean includes(Location location) {
      return !location.contains("-tests.jar");
    }
  }
}
