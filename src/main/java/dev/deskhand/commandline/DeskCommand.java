package dev.deskhand.commandline;

import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;

/** The jar itself: it has no action of its own, since without a command the desk starts. */
@Command(
    name = "java -jar deskhand.jar",
    mixinStandardHelpOptions = true,
    versionProvider = DeskCommand.Version.class,
    description = "Without a command, starts the desk.",
    commandListHeading = "%nCommands:%n",
    footer = {
      "",
      "Settings such as --deskhand.database.data-dir=/srv/desk stand before the command; most are"
          + " given in the environment or in a file named .env."
    })
final class DeskCommand {

  /** Read from the jar. */
  static final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
      return new String[] {
        "Deskhand "
            + Optional.ofNullable(DeskCommand.class.getPackage().getImplementationVersion())
                .orElse("(not from a jar)")
      };
    }
  }
}
