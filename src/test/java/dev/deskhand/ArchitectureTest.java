package dev.deskhand;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackage;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameStartingWith;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import dev.deskhand.chat.Reply;
import dev.deskhand.chat.optional.HomeScreen;
import dev.deskhand.chat.optional.PrivateThreads;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.EntityManager;
import jakarta.persistence.FetchType;
import jakarta.persistence.ManyToMany;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.OneToMany;
import jakarta.persistence.OneToOne;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
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

  @ArchTest
  static final ArchRule packagesOfAModuleGoInNoCircle =
      slices()
          .matching("dev.deskhand.(*).(*)..")
          .should()
          .beFreeOfCycles()
          // a form is shown by what shows answers
          .ignoreDependency(
              resideInAPackage("dev.deskhand.discord.rendering"),
              resideInAPackage("dev.deskhand.discord.forms"));

  /** To take one away is to delete its package, and what its configuration says of it. */
  @ArchTest
  static void optionalFeaturesAreNamedByTheirConfigurationAlone(JavaClasses classes) {
    Stream.of("discord.forums", "discord.privatethreads", "slack.home", "notifications.home")
        .map(feature -> "dev.deskhand." + feature + "..")
        .forEach(
            feature ->
                classes()
                    .that()
                    .resideInAPackage(feature)
                    .should()
                    .onlyHaveDependentClassesThat(
                        resideInAPackage(feature)
                            .or(nameStartingWith("dev.deskhand.discord.DiscordConfiguration")))
                    .check(classes));
  }

  @ArchTest
  static final ArchRule ofHomeScreensNobodyElseKnows =
      classes()
          .that(nameStartingWith(HomeScreen.class.getName()))
          .should()
          .onlyHaveDependentClassesThat(resideInAnyPackage("dev.deskhand.chat..", "..home.."));

  @ArchTest
  static final ArchRule ofPrivateThreadsNobodyElseKnows =
      classes()
          .that(nameStartingWith(PrivateThreads.class.getName()))
          .should()
          .onlyHaveDependentClassesThat(
              resideInAnyPackage(
                  "dev.deskhand.chat..", "dev.deskhand.notifications", "..privatethreads.."));

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
  static final ArchRule entitiesAreReachedThroughTheirRepositories =
      noClasses().should().dependOnClassesThat().areAssignableTo(EntityManager.class);

  @ArchTest
  static void whatBelongsToAnEntityIsReadWhenItIsNeeded(JavaClasses classes) {
    for (JavaClass each : classes) {
      for (JavaField field : each.getFields()) {
        assertThat(field.isAnnotatedWith(ElementCollection.class))
            .as(field.getFullName())
            .isFalse();
        Stream.of(
                field.tryGetAnnotationOfType(ManyToOne.class).map(ManyToOne::fetch),
                field.tryGetAnnotationOfType(OneToOne.class).map(OneToOne::fetch),
                field.tryGetAnnotationOfType(OneToMany.class).map(OneToMany::fetch),
                field.tryGetAnnotationOfType(ManyToMany.class).map(ManyToMany::fetch))
            .flatMap(Optional::stream)
            .forEach(fetch -> assertThat(fetch).as(field.getFullName()).isEqualTo(FetchType.LAZY));
      }
    }
  }

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

  /**
   * Internal and public words lie side by side in the record: who reads it says for whom, and
   * nothing goes past the one class that asks.
   */
  @ArchTest
  static void oneReaderAndOneWriterKnowTheRecord(JavaClasses classes) throws IOException {
    Pattern known = Pattern.compile("\\brecord_(entry|words)\\b");
    Pattern read = Pattern.compile("\\b(from|join)\\s+record_(entry|words)\\b");
    assertThat(mentioning(known))
        .containsExactlyInAnyOrder("RecordReader.java", "RecordWriter.java");
    assertThat(mentioning(read)).containsExactly("RecordReader.java");
    assertThat(
            mentioning(
                Pattern.compile(
                    "\\b(incident_history|service_request_history|outage_timeline|role_change"
                        + "|service_change|desk_change|(from|into) refusal)\\b")))
        .as("what the record was copied from")
        .isEmpty();
  }

  private static List<String> mentioning(Pattern words) throws IOException {
    try (Stream<Path> files = Files.walk(Path.of("src", "main", "java"))) {
      List<String> found = new ArrayList<>();
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        if (words.matcher(Files.readString(file)).find()) {
          found.add(file.getFileName().toString());
        }
      }
      return found;
    }
  }
}
