package dev.deskhand.conversation.commands;

import dev.deskhand.chat.Address;
import dev.deskhand.chat.ChatPlatform;
import java.util.stream.Collectors;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** What the platforms say about places to which the desk is told to post. */
@Component
public class PostingChecks {

  private final ObjectProvider<ChatPlatform> platforms;

  PostingChecks(ObjectProvider<ChatPlatform> platforms) {
    this.platforms = platforms;
  }

  /** What stands in the way there, a line each after a line break; empty if nothing does. */
  public String warnings(Address to) {
    return platforms.stream()
        .filter(platform -> platform.name().equals(to.platform()))
        .flatMap(platform -> platform.obstacles(to).stream())
        .map(obstacle -> "\n" + obstacle)
        .collect(Collectors.joining());
  }
}
