// Heard: 'Read this to me' on the pages of young people; only voices that stay on the device, and never without asking first.
(function () {
  "use strict";
  var root = document.documentElement;
  var main = document.getElementById("main");
  var box = document.getElementById("heard-read");
  var speech = window.speechSynthesis;
  if (!main || !box || !speech || !window.SpeechSynthesisUtterance) return;

  var queue = [];
  var at = 0;
  var turn = 0; // a voice that was stopped may still say that it has ended

  function voice() {
    var wanted = root.lang.toLowerCase();
    var ours = speech.getVoices().filter(function (one) {
      return one.localService === true && one.lang.toLowerCase().split(/[-_]/)[0] === wanted.split("-")[0];
    });
    function rank(one) {
      var lang = one.lang.toLowerCase().replace("_", "-");
      return lang === wanted ? 0 : lang === "en-gb" ? 1 : one.default ? 2 : 3;
    }
    return ours.sort(function (a, b) { return rank(a) - rank(b); })[0];
  }

  function put(name) {
    var made = box.appendChild(document.createElement(name === "sure" ? "p" : "button"));
    made.textContent = box.getAttribute("data-" + name);
    made.setAttribute("data-read", name);
    if (name === "sure") made.tabIndex = -1;
    else {
      made.type = "button";
      made.className = "govuk-button" + (name === "ask" || name === "not" ? " govuk-button--secondary" : "");
      made.addEventListener("click", does[name]);
    }
    return made;
  }

  // What stands in the box now; what was pressed is gone, so the focus goes to what came instead.
  function show(names, focus) {
    box.textContent = "";
    names.forEach(function (name) {
      var made = put(name);
      if (name === focus) made.focus();
    });
  }

  var does = {
    ask: function () { show(["sure", "play", "not"], "sure"); },
    play: play,
    not: function () { show(["ask"], "ask"); },
    stop: function () { stop("ask"); }
  };

  // The button comes only where a voice of this device speaks the language of the page; some browsers name theirs late.
  function offer() {
    if (!box.hidden || !voice()) return;
    var title = main.querySelector("h1");
    if (title && !title.closest("form")) title.after(box); // in a form the title is a question's own
    else main.prepend(box);
    box.hidden = false;
    show(["ask"]);
  }

  function block(node) {
    var up = node.parentElement;
    while (up !== main && getComputedStyle(up).display === "inline") up = up.parentElement;
    return up;
  }

  function isRead(node) {
    var up = node.parentElement;
    return /\S/.test(node.data) && up.getClientRects().length > 0 && !up.closest("textarea, select, script, template, [aria-hidden='true'], .heard-read");
  }

  // The texts of the page in order, those of one line of thought together: [[text, ...], ...].
  function lines() {
    var walk = document.createTreeWalker(main, NodeFilter.SHOW_TEXT);
    var found = [];
    var last = null;
    while (walk.nextNode()) {
      if (!isRead(walk.currentNode)) continue;
      var here = block(walk.currentNode);
      if (here === last) found[found.length - 1].push(walk.currentNode);
      else found.push([walk.currentNode]);
      last = here;
    }
    return found;
  }

  function cuts(text) {
    var ends = [];
    var sentence = /[^.!?\u2026\u061f\u06d4]+[.!?\u2026\u061f\u06d4]*["”’»)]*\s*/g;
    if (window.Intl && Intl.Segmenter) {
      Array.from(new Intl.Segmenter(root.lang, { granularity: "sentence" }).segment(text)).forEach(function (one) {
        ends.push(one.index + one.segment.length);
      });
    } else {
      while (sentence.exec(text)) ends.push(sentence.lastIndex);
    }
    if (ends[ends.length - 1] !== text.length) ends.push(text.length);
    return ends;
  }

  // Each sentence gets spans of its own, so that it can be shown while it is read.
  function wrap(texts) {
    var whole = texts.map(function (one) { return one.data; }).join("");
    var from = 0;
    cuts(whole).forEach(function (end) {
      var said = whole.slice(from, end).replace(/\s+/g, " ").trim();
      var spans = [];
      var left = end - from;
      while (left > 0 && texts.length) {
        var text = texts[0];
        if (text.data.length > left) texts[0] = text.splitText(left);
        else texts.shift();
        left -= text.data.length;
        var span = document.createElement("span");
        span.className = "heard-sentence";
        text.replaceWith(span);
        span.append(text);
        spans.push(span);
      }
      if (said) queue.push({ said: said, spans: spans });
      from = end;
    });
  }

  function mark(one, is) {
    one.spans.forEach(function (span) { span.classList.toggle("heard-sentence--now", is); });
  }

  function play() {
    stop();
    lines().forEach(wrap);
    show(["stop"], "stop");
    at = 0;
    say();
  }

  function say() {
    var one = queue[at];
    var mine = turn;
    if (!one) return stop();
    var speaker = voice();
    if (!speaker) return stop();
    var spoken = new SpeechSynthesisUtterance(one.said);
    spoken.voice = speaker;
    spoken.lang = speaker.lang;
    spoken.rate = 0.9;
    mark(one, true);
    one.spans[0].scrollIntoView({ block: "nearest" });
    spoken.onend = function () {
      if (mine !== turn) return;
      mark(one, false);
      at += 1;
      say();
    };
    spoken.onerror = function () {
      if (mine === turn) stop();
    };
    speech.speak(spoken);
  }

  function stop(focus) {
    turn += 1;
    speech.cancel();
    queue = [];
    Array.prototype.forEach.call(main.querySelectorAll(".heard-sentence"), function (span) {
      var up = span.parentNode;
      while (span.firstChild) up.insertBefore(span.firstChild, span);
      span.remove();
      up.normalize();
    });
    if (!box.hidden) show(["ask"], focus);
  }

  window.addEventListener("pagehide", function () { stop(); });
  document.addEventListener("visibilitychange", function () {
    if (document.hidden) stop();
  });
  Array.prototype.forEach.call(document.querySelectorAll(".govuk-js-exit-this-page-button"), function (link) {
    link.addEventListener("click", function () { stop(); });
  });
  if (speech.addEventListener) speech.addEventListener("voiceschanged", offer);
  offer();
})();
