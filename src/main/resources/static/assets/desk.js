// The browser chat works without this file; with it, it is live and quick to use by keyboard.
"use strict";

(() => {
  const body = document.body;
  const base = body.dataset.base;
  const here = body.dataset.room;
  const log = document.getElementById("log");
  const scroll = document.getElementById("scroll");
  const composer = document.getElementById("composer");
  const words = document.getElementById("words");
  const palette = document.getElementById("palette");
  const toastLine = document.getElementById("toast");
  const title = document.title;
  const keyboard = matchMedia("(pointer: fine)").matches;

  // ---- messages, from whichever way they come

  function atBottom() {
    return scroll.scrollHeight - scroll.scrollTop - scroll.clientHeight < 120;
  }

  function toBottom() {
    scroll.scrollTop = scroll.scrollHeight;
  }

  function inOrder(list, item) {
    const id = Number(item.dataset.id);
    const next = [...list.children].find((other) => Number(other.dataset.id) > id);
    list.insertBefore(item, next ?? null);
  }

  const QUESTION = "form.ask :is(textarea, select, input:not([type=hidden]))";

  function renew(old, item) {
    if (Number(item.dataset.change) <= Number(old.dataset.change)) return false;
    const oldBody = old.querySelector(":scope > .body");
    // a form that is on its way has lost the focus: its button is disabled. Nor is anything told of
    // its answer once it is replaced, so what follows it takes the focus here.
    const focused = oldBody.contains(document.activeElement)
      ? document.activeElement
      : oldBody.querySelector("form.htmx-request");
    old.dataset.change = item.dataset.change;
    const fresh = item.querySelector(":scope > .body");
    oldBody.replaceWith(fresh);
    dress(fresh);
    if (focused) enter(successor(fresh, focused));
    return true;
  }

  /** What stands in a line already gives way to what is typed. */
  function enter(field, how) {
    field.focus(how);
    if (field.matches("form.ask input[type=text]")) field.select();
  }

  /** What takes the focus over: the same field, else the first question, else the first button. */
  function successor(fresh, focused) {
    const same = focused.name && fresh.querySelector(`[name="${CSS.escape(focused.name)}"]`);
    return same || fresh.querySelector(QUESTION) || fresh.querySelector("button") || words;
  }

  function dress(element) {
    localTimes(element);
    htmx.process(element);
  }

  /** Puts messages into the room; answers those that were not there before. */
  function show(html) {
    const template = document.createElement("template");
    template.innerHTML = html;
    const added = [];
    for (const item of [...template.content.querySelectorAll("li.message")]) {
      const old = document.getElementById(item.id);
      if (old) {
        renew(old, item);
        continue;
      }
      const list = item.dataset.under ? document.getElementById("under-" + item.dataset.under) : log;
      if (!list) continue;
      inOrder(list, item);
      dress(item);
      item.classList.add("new");
      added.push(item);
    }
    if (added.length) document.getElementById("welcome")?.remove();
    return added;
  }

  // ---- what the desk says by itself

  let source = null;
  let seen = body.dataset.seen;
  let missed = 0;

  function state(text, on) {
    const live = document.getElementById("live");
    const label = live.querySelector(".state");
    live.classList.toggle("on", on);
    if (label.textContent !== text) label.textContent = text;
  }

  function unread(path, html) {
    const template = document.createElement("template");
    template.innerHTML = html;
    const count = template.content.querySelectorAll("li.message:not(.mine):not([data-edited])").length;
    const badge = document.querySelector(`.rooms [data-path="${path}"] .unread`);
    if (!count || !badge) return;
    badge.textContent = String(Number(badge.textContent || 0) + count);
    badge.setAttribute("aria-label", badge.textContent + " new");
    badge.hidden = false;
  }

  function news(path, event) {
    seen = event.lastEventId || seen;
    if (path !== here) {
      unread(path, event.data);
      return;
    }
    const stay = !atBottom();
    const added = show(event.data);
    if (added.length && !stay) toBottom();
    if (added.length && document.hidden) {
      missed += added.length;
      document.title = `(${missed}) ${title}`;
    }
  }

  function listen() {
    source?.close();
    source = new EventSource(`${base}/live?seen=${seen}`);
    source.onopen = () => state("Live", true);
    source.onerror = () => {
      state("Reconnecting", false);
      if (source.readyState === EventSource.CLOSED) setTimeout(listen, 3000);
    };
    for (const room of document.querySelectorAll(".rooms [data-path]")) {
      const path = room.dataset.path;
      source.addEventListener(path, (event) => news(path, event));
    }
  }

  // a browser has few connections for one server: a window that nobody sees gives its own back
  let sleep = 0;
  document.addEventListener("visibilitychange", () => {
    clearTimeout(sleep);
    if (document.hidden) {
      sleep = setTimeout(() => {
        source?.close();
        source = null;
        state("Paused", false);
      }, 300_000);
      return;
    }
    missed = 0;
    document.title = title;
    if (!source) listen();
  });
  addEventListener("pagehide", () => source?.close());
  addEventListener("pageshow", (event) => event.persisted && listen());

  // ---- sending

  function nonce() {
    const bytes = crypto.getRandomValues(new Uint8Array(16));
    return [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  }

  let toastEnds = 0;
  function toast(text) {
    clearTimeout(toastEnds);
    toastLine.textContent = text;
    toastLine.hidden = false;
    toastEnds = setTimeout(() => (toastLine.hidden = true), 6000);
  }

  let lastSaid = "";
  let sending = "";

  composer.addEventListener("htmx:beforeRequest", () => (sending = words.value));

  body.addEventListener("htmx:afterRequest", (event) => {
    const { xhr, successful, requestConfig } = event.detail;
    // not the event's element: that is another one if news has replaced the form meanwhile
    const form = requestConfig.elt;
    if (requestConfig.verb !== "post") return;
    if (!successful) {
      toast(
        xhr.status === 0
          ? "The desk cannot be reached. Nothing was lost: try again in a moment."
          : xhr.getResponseHeader("Content-Type")?.startsWith("text/plain")
            ? xhr.responseText
            : "That did not work. Reload the page and try again.",
      );
      return;
    }
    // what was sent has arrived: the next press is another event
    for (const event of document.querySelectorAll("input[name=event]")) {
      if (form.contains(event)) event.value = nonce();
    }
    if (form === composer) {
      lastSaid = sending;
      if (words.value === sending) words.value = "";
      grow();
      suggest();
    }
    const added = show(xhr.responseText);
    if (!xhr.responseText) toast("The desk already has that.");
    // a form that was refused is there still, to be mended
    const asked = form.matches("form.ask") && document.getElementById("m-" + form.elements.message.value);
    const question = added.findLast((item) => item.querySelector("form.ask")) ?? (asked || null);
    const topLevel = added.some((item) => item.parentElement === log);
    if (topLevel) toBottom();
    else added.at(-1)?.scrollIntoView({ block: "nearest" });
    const field = question?.querySelector(":scope > .body " + QUESTION);
    if (field) enter(field, { preventScroll: question === asked });
    else if (!document.activeElement || document.activeElement === body) words.focus();
  });

  // ---- earlier messages come in above without moving what is being read

  let heightBefore = 0;
  log.addEventListener("htmx:beforeSwap", () => (heightBefore = scroll.scrollHeight));
  log.addEventListener("htmx:afterSettle", () => {
    if (!heightBefore) return;
    scroll.scrollTop += scroll.scrollHeight - heightBefore;
    heightBefore = 0;
    localTimes(log);
  });

  // ---- the message field

  function grow() {
    words.style.height = "auto";
    words.style.height = Math.min(words.scrollHeight, 200) + "px";
  }

  const options = [...palette.children];
  let chosen = -1;

  function choose(index) {
    const open = options.filter((option) => !option.hidden);
    for (const option of open) option.setAttribute("aria-selected", "false");
    chosen = open.length ? (index + open.length) % open.length : -1;
    const option = open[chosen];
    if (!option) {
      words.removeAttribute("aria-activedescendant");
      return;
    }
    option.setAttribute("aria-selected", "true");
    option.scrollIntoView({ block: "nearest" });
    words.setAttribute("aria-activedescendant", option.id);
  }

  function close() {
    palette.hidden = true;
    words.setAttribute("aria-expanded", "false");
    words.removeAttribute("aria-activedescendant");
    for (const option of options) option.setAttribute("aria-selected", "false");
    chosen = -1;
  }

  function suggest() {
    const text = words.value.toLowerCase();
    const typed = text.replace(/^\//, "");
    let any = false;
    for (const option of options) {
      const command = option.dataset.words;
      const fits = typed.length > command.length ? typed.startsWith(command + " ") && !typed.includes("\n") : command.startsWith(typed);
      option.hidden = !fits || (!typed && !text);
      any ||= !option.hidden;
      option.setAttribute("aria-selected", "false");
    }
    chosen = -1;
    palette.hidden = !any;
    words.setAttribute("aria-expanded", String(any));
    words.removeAttribute("aria-activedescendant");
  }

  function complete(option) {
    words.value = option.dataset.words + " ";
    words.focus();
    grow();
    suggest();
  }

  words.addEventListener("input", () => {
    grow();
    suggest();
  });

  words.addEventListener("keydown", (event) => {
    const open = !palette.hidden;
    if (event.isComposing) return;
    if (event.key === "Enter" && !event.shiftKey) {
      event.preventDefault();
      const option = options.filter((each) => !each.hidden)[chosen];
      if (open && option) complete(option);
      else if (words.value.trim() && !composer.classList.contains("htmx-request")) {
        if (words.value.startsWith("/")) words.value = words.value.slice(1);
        composer.requestSubmit();
      }
    } else if (event.key === "ArrowUp" && !words.value && lastSaid) {
      event.preventDefault();
      words.value = lastSaid;
      grow();
      words.setSelectionRange(lastSaid.length, lastSaid.length);
    } else if (open && (event.key === "ArrowDown" || event.key === "ArrowUp")) {
      event.preventDefault();
      choose(event.key === "ArrowDown" ? chosen + 1 : (chosen < 0 ? 0 : chosen) - 1);
    } else if (open && event.key === "Tab" && !event.shiftKey && words.value) {
      const fitting = options.filter((each) => !each.hidden);
      const option = fitting[Math.max(chosen, 0)];
      if (words.value.toLowerCase().startsWith(option.dataset.words + " ")) return;
      event.preventDefault();
      complete(option);
    } else if (event.key === "Escape") {
      close();
    }
  });

  words.addEventListener("blur", () => setTimeout(() => document.activeElement !== words && close(), 150));
  palette.addEventListener("mousedown", (event) => {
    const option = event.target.closest("[role=option]");
    if (!option) return;
    event.preventDefault();
    complete(option);
  });

  document.addEventListener("keydown", (event) => {
    const typing = event.target.closest?.("input, textarea, select");
    if (event.key !== "/" || typing || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    words.focus();
    if (!words.value) words.value = "/";
    suggest();
  });

  // ---- begin

  for (const said of log.querySelectorAll(".message.mine .words:not(.pressed) .spoken")) {
    lastSaid = said.textContent;
  }
  if (matchMedia("(max-width: 760px)").matches) document.querySelector(".people").open = false;
  toBottom();
  if (keyboard) words.focus();
  state("Connecting", false);
  listen();
})();
