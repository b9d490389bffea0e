package dev.deskhand.web.chat;

import dev.deskhand.chat.Reply;

/** What the shapes of replies are called over HTTP. */
final class ReplyKinds {

  private ReplyKinds() {}

  static String of(Reply reply) {
    return switch (reply) {
      case Reply.Text _ -> "text";
      case Reply.Card _ -> "card";
      case Reply.Form _ -> "form";
      case Reply.Choices _ -> "choices";
      case Reply.Listing _ -> "list";
      case Reply.Picture _ -> "picture";
      case Reply.Refusal _ -> "refusal";
    };
  }
}
