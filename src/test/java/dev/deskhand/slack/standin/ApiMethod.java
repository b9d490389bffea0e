package dev.deskhand.slack.standin;

import tools.jackson.databind.node.ObjectNode;

/** One method of the Web API: what it answers besides {@code ok}. */
@FunctionalInterface
interface ApiMethod {

  ObjectNode answer(Arguments arguments);
}
