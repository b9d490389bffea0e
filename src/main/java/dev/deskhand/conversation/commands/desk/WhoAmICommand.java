package dev.deskhand.conversation.commands.desk;

import static dev.deskhand.language.CommandPermission.anybody;

import dev.deskhand.chat.Reply;
import dev.deskhand.conversation.CommandContext;
import dev.deskhand.conversation.commands.PersonReplies;
import dev.deskhand.conversation.commands.TicketlessCommand;
import dev.deskhand.conversation.replies.Replies;
import dev.deskhand.language.CommandGroup;
import dev.deskhand.language.CommandSpec;
import dev.deskhand.language.CommandSpec.Trait;
import dev.deskhand.language.ParsedArguments;
import dev.deskhand.people.People;
import dev.deskhand.people.Profile;
import java.util.List;
import java.util.stream.Collectors;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

@Component
@Order(20)
record WhoAmICommand(People people) implements TicketlessCommand<WhoAmICommand.Arguments> {

  static final CommandSpec SPEC =
      CommandSpec.of(
              "whoami",
              CommandGroup.DESK,
              "Shows who you are to the desk, and your roles",
              "whoami")
          .permits(anybody())
          .with(Trait.READS);

  record Arguments() {}

  @Override
  public CommandSpec spec() {
    return SPEC;
  }

  @Override
  public Arguments arguments(ParsedArguments given) {
    return new Arguments();
  }

  @Override
  public List<Reply> carryOut(Arguments given, CommandContext context) {
    return Replies.one(
        new Reply.Text(
            people
                .profile(context.person().id())
                .map(WhoAmICommand::whoAmI)
                .orElse("You are " + context.person().name() + ".")));
  }

  private static String whoAmI(Profile profile) {
    return "You are "
        + profile.person().name()
        + ". Roles: "
        + PersonReplies.roles(profile)
        + ". Accounts: "
        + profile.accounts().stream().map(WhoAmICommand::account).collect(Collectors.joining("; "))
        + ".";
  }

  private static String account(Profile.Account account) {
    return account.platform()
        + " @"
        + account.handle()
        + (account.email() == null ? "" : ", " + account.email())
        + (account.zone() == null ? "" : ", time zone " + account.zone());
  }
}
