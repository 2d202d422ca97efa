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

  // How hard a young person's letter is to read, counted while it is typed as portal/casework/letters/grade.py counts it.
  Array.prototype.forEach.call(document.querySelectorAll("[data-reads]"), function (beneath) {
    var box = document.getElementById(beneath.getAttribute("data-reads")), timer;
    var known = JSON.parse(beneath.getAttribute("data-known")), instead = beneath.getAttribute("data-instead");
    var plain = JSON.parse(beneath.getAttribute("data-plain")).map(function (one) { return [new RegExp("\\b(?:" + one[0] + ")\\b", "gi"), one[1]]; });
    var shown = beneath.querySelector("strong"), list = beneath.querySelector("ul"), button = beneath.querySelector("button");
    if (button) button.remove();

    function words(text) { return text.match(/[A-Za-z][A-Za-z'’-]*/g) || []; }

    function syllables(word) {
      var small = word.toLowerCase();
      if (known.indexOf(small) >= 0) return 2;
      var groups = small.replace(/([^aeiouyl])e$|([^td])ed$/, "$1$2").match(/[aeiouy]+/g) || [], two = small.match(/[eoy]ing$|ian|[^ct]ious/g) || [];
      return Math.max(1, groups.length + two.length);
    }

    function grade(text) {
      var said = text.split(/[.!?:]+(?:\s+|$)|\n+/).map(words).filter(function (one) { return one.length; });
      var all = [].concat.apply([], said), sum = 0;
      if (!all.length) return 0;
      all.forEach(function (word) { sum += syllables(word); });
      return Math.max(0, Math.round((0.39 * all.length / said.length + 11.8 * sum / all.length - 15.59) * 10) / 10);
    }

    function hard(text) {
      var found = [], met = {};
      plain.forEach(function (one) {
        var hit;
        one[0].lastIndex = 0;
        while ((hit = one[0].exec(text))) found.push([hit.index, hit[0], one[1]]);
      });
      found.sort(function (a, b) { return a[0] - b[0]; });
      var inside = found.map(function (one) { return one[1].toLowerCase(); }).join(" ");
      words(text).forEach(function (word) { if (syllables(word) >= 4 && inside.indexOf(word.toLowerCase()) < 0) found.push([0, word, ""]); });
      return found.filter(function (one) { return met[one[1].toLowerCase()] ? false : (met[one[1].toLowerCase()] = true); });
    }

    function count() {
      var text = box.value.replace(/\[[^\]]*\]/g, " "), all = hard(text);
      shown.textContent = grade(text).toFixed(1);
      list.previousElementSibling.hidden = !all.length;
      list.textContent = "";
      all.forEach(function (one) {
        var item = document.createElement("li");
        item.textContent = one[2] ? instead.replace("{word}", one[1]).replace("{plain}", one[2]) : one[1];
        list.appendChild(item);
      });
    }

    box.addEventListener("input", function () {
      window.clearTimeout(timer);
      timer = window.setTimeout(count, 300);
    });
    box.addEventListener("change", count);
  });

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
