// Heard for staff: what is being typed is kept every ten seconds, and nobody is signed out unawares. Forms work without it.
(function () {
  "use strict";
  var said = document.querySelector("[data-quiet-seconds]");
  if (!said) return;
  var WARN = 120;
  var ends, timer;

  function post(address, form) {
    var words = new URLSearchParams();
    new FormData(form).forEach(function (value, name) {
      if (typeof value === "string") words.append(name, value);
    });
    return window.fetch(address, { method: "POST", body: words, credentials: "same-origin", redirect: "manual" });
  }

  // The answer says how many quiet seconds are left; no answer of that kind means that the session is over.
  function heard(answer) {
    if (answer.type === "opaqueredirect") return over();
    if (answer.ok) return answer.text().then(function (seconds) { wait(Number(seconds)); });
  }

  function say(words) {
    if (said.textContent !== words) said.textContent = words;
  }

  function over() {
    say(said.getAttribute("data-over"));
  }

  function wait(seconds) {
    ends = Date.now() + seconds * 1000;
    say("");
    window.clearTimeout(timer);
    timer = window.setTimeout(look, Math.max(0, seconds - WARN) * 1000);
  }

  function look() {
    var left = (ends - Date.now()) / 1000;
    if (left <= 0) return over();
    say(said.getAttribute("data-soon"));
    timer = window.setTimeout(look, left * 1000);
  }

  // Any key or press keeps somebody signed in, at most one request a minute.
  var stayed = Date.now();
  function stay() {
    if (Date.now() - stayed < 60000) return;
    stayed = Date.now();
    window.fetch(said.getAttribute("data-stay"), { credentials: "same-origin", redirect: "manual" }).then(heard, function () {});
  }
  document.addEventListener("keydown", stay);
  document.addEventListener("pointerdown", stay);

  Array.prototype.forEach.call(document.querySelectorAll("form"), function (form) {
    if (!form.elements.kept_token || form.hasAttribute("data-script")) return;
    var changed = false;
    form.addEventListener("input", function () { changed = true; });
    form.addEventListener("submit", function () { changed = false; });
    window.setInterval(function () {
      if (!changed) return;
      changed = false;
      post(said.getAttribute("data-keep"), form).then(heard, function () { changed = true; });
    }, 10000);
  });

  wait(Number(said.getAttribute("data-quiet-seconds")));

  // A script: what changed is kept every three seconds and when a box is left; two windows never undo each other.
  var script = document.querySelector("form[data-script]");
  if (script) keepScript(script);

  function keepScript(form) {
    var changed = {}, busy = false;

    function mark(name) {
      if (form.elements["was-" + name]) changed[name] = true;
    }

    function words(names) {
      var data = new FormData(form), list = new URLSearchParams();
      ["csrf_token", "kept_token", "window"].forEach(function (name) { list.append(name, data.get(name) || ""); });
      list.append("quietly", "yes");
      names.forEach(function (name) {
        list.append("was-" + name, data.get("was-" + name));
        data.getAll(name).forEach(function (value) { list.append(name, value); });
      });
      return list;
    }

    function send(event) {
      var names = Object.keys(changed);
      if ((busy && !(event && event.type === "pagehide")) || !names.length) return;
      changed = {};
      busy = true;
      window.fetch(form.action, { method: "POST", body: words(names), credentials: "same-origin", redirect: "manual", keepalive: names.length < 5 }).then(function (answer) {
        busy = false;
        if (answer.ok) return answer.json().then(kept);
        again(names);
        if (answer.type === "opaqueredirect") over();
        else failed();
      }).catch(function () {
        busy = false;
        again(names);
        failed();
      });
    }

    function again(names) {
      names.forEach(function (name) { changed[name] = true; });
    }

    function failed() {
      say(form.getAttribute("data-failed"));
    }

    function kept(told) {
      wait(told.quiet);
      Object.keys(told.was).forEach(function (name) { form.elements["was-" + name].value = told.was[name]; });
      Object.keys(told.states).forEach(function (key) {
        var state = document.querySelector("[data-state='" + key + "']"), colour = told.states[key][1];
        state.textContent = told.states[key][0];
        state.className = colour ? "govuk-tag govuk-tag--" + colour : "heard-hint";
      });
      document.querySelector("[data-kept-at]").textContent = told.kept;
      if (told.clash) say(told.clash);
    }

    ["input", "change"].forEach(function (what) {
      form.addEventListener(what, function (event) { if (event.target.name) mark(event.target.name); });
    });
    form.addEventListener("submit", function () { changed = {}; });
    form.addEventListener("focusout", send);
    form.addEventListener("change", send);
    document.addEventListener("visibilitychange", send);
    window.addEventListener("pagehide", send);
    window.setInterval(function () { send(); }, 3000);

    // A link to a part that is folded opens it.
    function unfold() {
      var part = window.location.hash.length > 1 && document.getElementById(window.location.hash.slice(1));
      if (part && part.tagName === "DETAILS") part.open = true;
    }
    window.addEventListener("hashchange", unfold);
    unfold();

    // What came back from an ended session is kept at once.
    if (form.hasAttribute("data-kept")) {
      Array.prototype.forEach.call(form.elements, function (box) { if (box.name) mark(box.name); });
      send();
    }
  }
})();
