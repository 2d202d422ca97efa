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
    if (!form.elements.kept_token) return;
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
})();
