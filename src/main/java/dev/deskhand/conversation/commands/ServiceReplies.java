package dev.deskhand.conversation.commands;

import dev.deskhand.chat.Action;
import dev.deskhand.chat.Reply;
import dev.deskhand.conversation.replies.Replies;
import dev.deskhand.status.Services.Service;
import java.util.List;

/** What is answered where somebody names a service that cannot be meant. */
public final class ServiceReplies {

  private ServiceReplies() {}

  /** That IT does not run it any more. */
  public static List<Reply> retired(Service service) {
    return Replies.about(
        "service",
        Replies.no(
            service.name()
                + " is retired: IT does not run it any more. Leave out the service, or name another"
                + " one.",
            Action.of("All services", "status")));
  }

  /** That there is none, and which are called nearly so. */
  public static List<Reply> unknownService(String named, List<String> nearest) {
    return Replies.about(
        "service",
        Replies.no("There is no service called " + named + "." + Replies.nearest(nearest)));
  }
}
