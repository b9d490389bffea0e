package dev.deskhand.slack.standin;

import tools.jackson.databind.JsonNode;

/** The arguments of a call, read as Slack reads them. */
record Arguments(SlackCall call) {

  String text(String name) {
    return call.param(name);
  }

  String required(String name) {
    String value = call.param(name);
    if (value.isEmpty()) {
      throw new Refusal(
          "invalid_arguments", java.util.List.of("[ERROR] missing required field: " + name));
    }
    return value;
  }

  boolean flag(String name) {
    String value = call.param(name);
    return value.equals("true") || value.equals("1");
  }

  int number(String name, int otherwise) {
    String value = call.param(name);
    return value.isEmpty() ? otherwise : Integer.parseInt(value);
  }

  boolean has(String name) {
    return !call.param(name).isEmpty();
  }

  JsonNode json(String name) {
    return call.json(name);
  }
}
