package dev.deskhand.slack.standin;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.node.ObjectNode;

/** What Slack makes of the words a person types. */
final class RichText {

  private static final Pattern REFERENCE = Pattern.compile("<(?:[@#!]|https?://|mailto:)[^<>]*>");

  private RichText() {}

  /** Escaped as Slack escapes: {@code & < >}, except in references such as {@code <@U1>}. */
  static String escape(String typed) {
    StringBuilder escaped = new StringBuilder();
    Matcher reference = REFERENCE.matcher(typed);
    int from = 0;
    while (reference.find()) {
      escaped.append(words(typed.substring(from, reference.start()))).append(reference.group());
      from = reference.end();
    }
    return escaped.append(words(typed.substring(from))).toString();
  }

  private static String words(String typed) {
    return typed.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }

  static ObjectNode block(String typed) {
    ObjectNode block = Json.object().put("type", "rich_text").put("block_id", "rtb");
    ObjectNode section = block.putArray("elements").addObject().put("type", "rich_text_section");
    section.putArray("elements").addObject().put("type", "text").put("text", typed);
    return block;
  }
}
