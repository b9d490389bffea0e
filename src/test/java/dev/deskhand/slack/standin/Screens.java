package dev.deskhand.slack.standin;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The modals and Home tabs on people's screens, and the triggers that let the desk open them. */
final class Screens {

  private static final Duration TRIGGER_LIFE = Duration.ofSeconds(3);
  private static final int STACK_LIMIT = 3;
  private static final Pattern TRIGGER = Pattern.compile("\\d+\\.\\d+\\.\\w+");

  private static final class Trigger {
    final String user;
    final Instant issued;
    boolean used;

    Trigger(String user, Instant issued) {
      this.user = user;
      this.issued = issued;
    }
  }

  private final Workspace workspace;
  private final Map<String, Trigger> triggers = new LinkedHashMap<>();
  private final Map<String, Deque<SlackView>> stacks = new LinkedHashMap<>();
  private final Map<String, SlackView> homes = new LinkedHashMap<>();

  Screens(Workspace workspace) {
    this.workspace = workspace;
  }

  synchronized String trigger(String user) {
    int number = triggers.size() + 1;
    String id = "%d.%d.%08x".formatted(number, 1_000_000 + number, number * 2_654_435_761L);
    triggers.put(id, new Trigger(user, workspace.now()));
    return id;
  }

  /** Opens on an empty screen; a modal that was open is gone, as when a person leaves it. */
  synchronized SlackView open(String triggerId, JsonNode view) {
    String user = exchange(triggerId);
    refuseUsedExternalId(view, "");
    Deque<SlackView> stack = new ArrayDeque<>();
    stacks.put(user, stack);
    return show(stack, user, view);
  }

  synchronized SlackView push(String triggerId, JsonNode view) {
    String user = exchange(triggerId);
    return pushFor(user, view);
  }

  synchronized SlackView pushFor(String user, JsonNode view) {
    Deque<SlackView> stack = stacks.computeIfAbsent(user, none -> new ArrayDeque<>());
    if (stack.size() >= STACK_LIMIT) {
      throw new Refusal("push_limit_reached");
    }
    refuseUsedExternalId(view, "");
    return show(stack, user, view);
  }

  synchronized SlackView update(String viewId, String externalId, String hash, JsonNode view) {
    for (Deque<SlackView> stack : stacks.values()) {
      for (SlackView old : stack) {
        boolean meant =
            viewId.isEmpty()
                ? !externalId.isEmpty() && externalId.equals(Json.text(old.json(), "external_id"))
                : viewId.equals(old.id());
        if (meant) {
          refuseStale(hash, old);
          refuseUsedExternalId(view, old.id());
          SlackView changed = complete(old.id(), old.user(), view, old.json());
          Deque<SlackView> replaced = new ArrayDeque<>();
          stack.forEach(each -> replaced.addLast(each.id().equals(old.id()) ? changed : each));
          stacks.put(old.user(), replaced);
          return changed;
        }
      }
    }
    throw new Refusal("not_found");
  }

  synchronized SlackView publish(String user, String hash, JsonNode view) {
    SlackView old = homes.get(user);
    if (old != null) {
      refuseStale(hash, old);
    }
    String id = old == null ? workspace.nextId("V") : old.id();
    SlackView home = complete(id, user, view, Json.object());
    homes.put(user, home);
    return home;
  }

  /** Takes the view away, and with {@code all} those under it. */
  synchronized void close(SlackView view, boolean all) {
    Deque<SlackView> stack = stacks.getOrDefault(view.user(), new ArrayDeque<>());
    if (all) {
      stack.clear();
    } else {
      stack.removeIf(each -> each.id().equals(view.id()));
    }
  }

  synchronized Optional<SlackView> top(String user) {
    return Optional.ofNullable(stacks.getOrDefault(user, new ArrayDeque<>()).peekLast());
  }

  synchronized List<SlackView> stack(String user) {
    return List.copyOf(stacks.getOrDefault(user, new ArrayDeque<>()));
  }

  synchronized Optional<SlackView> home(String user) {
    return Optional.ofNullable(homes.get(user));
  }

  private String exchange(String triggerId) {
    if (!TRIGGER.matcher(triggerId).matches()) {
      throw new Refusal("invalid_trigger_id");
    }
    Trigger trigger = triggers.get(triggerId);
    if (trigger == null
        || Duration.between(trigger.issued, workspace.now()).compareTo(TRIGGER_LIFE) > 0) {
      throw new Refusal("expired_trigger_id");
    }
    if (trigger.used) {
      throw new Refusal("exchanged_trigger_id");
    }
    trigger.used = true;
    return trigger.user;
  }

  private void refuseUsedExternalId(JsonNode view, String exceptFor) {
    String externalId = Json.text(view, "external_id");
    boolean used =
        !externalId.isEmpty()
            && stacks.values().stream()
                .flatMap(Deque::stream)
                .filter(each -> !each.id().equals(exceptFor))
                .anyMatch(each -> externalId.equals(Json.text(each.json(), "external_id")));
    if (used) {
      throw new Refusal("duplicate_external_id");
    }
  }

  private static void refuseStale(String hash, SlackView shown) {
    if (!hash.isEmpty() && !hash.equals(Json.text(shown.json(), "hash"))) {
      throw new Refusal("hash_conflict");
    }
  }

  private SlackView show(Deque<SlackView> stack, String user, JsonNode view) {
    SlackView under = stack.peekLast();
    SlackView shown =
        complete(workspace.nextId("V"), user, view, under == null ? Json.object() : under.json());
    if (under != null) {
      shown.json().put("previous_view_id", under.id());
    }
    stack.addLast(shown);
    return shown;
  }

  private SlackView complete(String id, String user, JsonNode view, ObjectNode before) {
    ObjectNode json = Json.object();
    json.put("id", id);
    json.put("team_id", Workspace.TEAM_ID);
    json.put("type", Json.text(view, "type"));
    json.set("blocks", BlockElements.withIds(view.path("blocks")));
    json.put("private_metadata", Json.text(view, "private_metadata"));
    json.put("callback_id", Json.text(view, "callback_id"));
    json.set("state", FormValues.untouched(json.path("blocks")));
    json.put("hash", workspace.nextTs() + ".h");
    for (String field : List.of("title", "submit", "close")) {
      if (view.has(field)) {
        json.set(field, view.path(field));
      } else {
        json.putNull(field);
      }
    }
    json.put("clear_on_close", view.path("clear_on_close").asBoolean(false));
    json.put("notify_on_close", view.path("notify_on_close").asBoolean(false));
    json.putNull("previous_view_id");
    String root = Json.text(before, "root_view_id");
    json.put("root_view_id", root.isEmpty() ? id : root);
    json.put("app_id", Workspace.APP_ID);
    json.put("external_id", Json.text(view, "external_id"));
    json.put("app_installed_team_id", Workspace.TEAM_ID);
    json.put("bot_id", Workspace.BOT_ID);
    return new SlackView(id, user, json);
  }
}
