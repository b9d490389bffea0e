package dev.deskhand;

import static com.tngtech.archunit.base.DescribedPredicate.alwaysTrue;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import dev.deskhand.chat.Reply;
import net.dv8tion.jda.api.entities.MessageEmbed;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;

/** What Spring Modulith cannot say of the modules. */
@AnalyzeClasses(packages = "dev.deskhand", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

  @ArchTest
  static final ArchRule slacksSdkStaysInItsAdapter =
      noClasses()
          .that()
          .resideOutsideOfPackage("dev.deskhand.slack..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("com.slack..");

  @ArchTest
  static final ArchRule discordsSdkStaysInItsAdapter =
      noClasses()
          .that()
          .resideOutsideOfPackage("dev.deskhand.discord..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("net.dv8tion..");

  @ArchTest
  static final ArchRule theContractDependsOnNothingOfOurs =
      classes()
          .that()
          .resideInAPackage("dev.deskhand.chat..")
          .should()
          .onlyDependOnClassesThat(
              resideInAPackage("dev.deskhand.chat..")
                  .or(
                      resideInAnyPackage(
                          "java..", "org.jspecify..", "org.springframework.modulith..")));

  @ArchTest
  static final ArchRule theLanguageKnowsNothingButTheContractAndTexts =
      classes()
          .that()
          .resideInAPackage("dev.deskhand.language..")
          .should()
          .onlyDependOnClassesThat(
              resideInAnyPackage(
                  "dev.deskhand.language..",
                  "dev.deskhand.chat..",
                  "dev.deskhand.text..",
                  "java..",
                  "org.jspecify..",
                  "org.apache.commons.text..",
                  "org.springframework.modulith.."));

  @ArchTest
  static final ArchRule servicesKnowNoChat =
      noClasses()
          .that()
          .resideInAnyPackage(
              "dev.deskhand.tickets..", "dev.deskhand.status..", "dev.deskhand.requests..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "dev.deskhand.chat..",
              "dev.deskhand.language..",
              "dev.deskhand.cards..",
              "dev.deskhand.conversation..");

  @ArchTest
  static final ArchRule adaptersReachNoService =
      noClasses()
          .that()
          .resideInAnyPackage("dev.deskhand.slack..", "dev.deskhand.discord..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("dev.deskhand.tickets..", "dev.deskhand.requests..");

  /** The adapters' are not in order yet. */
  @ArchTest
  static final ArchRule packagesOfAModuleGoInNoCircle =
      slices()
          .matching("dev.deskhand.(*).(*)..")
          .should()
          .beFreeOfCycles()
          .ignoreDependency(
              resideInAnyPackage("dev.deskhand.slack..", "dev.deskhand.discord.."), alwaysTrue());

  @ArchTest
  static final ArchRule whatACardMeansIsNotReadBackFromItsLooks =
      noClasses()
          .that(
              resideInAnyPackage(
                      "dev.deskhand.slack..",
                      "dev.deskhand.discord..",
                      "dev.deskhand.web..",
                      "dev.deskhand.platform..")
                  .and(resideOutsideOfPackage("..rendering..")))
          .should()
          .callMethod(Reply.Fact.class, "label")
          .orShould()
          .callMethod(Reply.Card.class, "tone")
          .orShould()
          .callMethod(MessageEmbed.class, "getColor")
          .orShould()
          .callMethod(MessageEmbed.class, "getColorRaw")
          .because("what it means are the values of Reply.Standing");

  @ArchTest
  static final ArchRule nothingIsInjectedIntoFields =
      noFields().should().beAnnotatedWith(Autowired.class).orShould().beAnnotatedWith(Value.class);

  @ArchTest
  static final ArchRule namesSayWhatAClassIs =
      noClasses()
          .should()
          .haveSimpleNameEndingWith("Manager")
          .orShould()
          .haveSimpleNameEndingWith("Helper")
          .orShould()
          .haveSimpleNameEndingWith("Util")
          .orShould()
          .haveSimpleNameEndingWith("Utils")
          .orShould()
          .haveSimpleNameEndingWith("Impl")
          .orShould()
          .haveSimpleNameStartingWith("Base");

  @ArchTest
  static final ArchRule onlyTheCommandLinePrints =
      NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS.as("only the command line prints");
}
