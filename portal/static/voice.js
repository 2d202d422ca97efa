// Heard: a recording of up to three minutes, kept in this page's memory until 'Keep this' hands it to the form for files (files.js).
(function () {
  "use strict";
  var root = document.getElementById("voice");
  var form = document.querySelector("form[data-files]");
  if (!root || !form || !window.MediaRecorder || !window.DataTransfer || !navigator.mediaDevices) return;
  var sound = document.getElementById("voice-sound");
  var says = document.getElementById("voice-says");
  var KINDS = [["audio/webm;codecs=opus", "weba"], ["audio/mp4", "m4a"], ["audio/ogg;codecs=opus", "ogg"]];
  var kind = KINDS.filter(function (one) { return window.MediaRecorder.isTypeSupported(one[0]); })[0];
  if (!kind) return;
  var longest = Number(root.getAttribute("data-longest"));
  var stream = null, recorder = null, made = null, timers = [];

  function part(name) {
    return document.getElementById("voice-" + name);
  }

  function say(name) {
    says.textContent = name && root.getAttribute("data-" + name);
  }

  // The buttons that are there now; the focus goes to the first where the pressed one went.
  function show(names) {
    ["start", "stop", "keep", "hear", "hush", "delete", "sure"].forEach(function (name) {
      part(name).hidden = names.indexOf(name) < 0;
    });
  }

  function showAndGo(names, to) {
    show(names);
    part(to || names[0]).focus();
  }

  function letGo() {
    timers.forEach(clearTimeout);
    timers = [];
    if (stream) stream.getTracks().forEach(function (track) { track.stop(); });
    stream = null;
  }

  function forget() {
    sound.pause();
    if (sound.src) URL.revokeObjectURL(sound.src);
    sound.removeAttribute("src");
    made = null;
  }

  function begin(given) {
    var pieces = [], own = new MediaRecorder(given, { mimeType: kind[0], audioBitsPerSecond: 48000 });
    stream = given;
    recorder = own;
    own.addEventListener("dataavailable", function (event) { if (event.data.size) pieces.push(event.data); });
    own.addEventListener("stop", function () { if (own === recorder) stopped(pieces); });
    given.getAudioTracks()[0].addEventListener("ended", function () { if (own === recorder) stop("stopped"); });
    own.start(1000);
    say("going");
    showAndGo(["stop"]);
    [120, 60, 20].forEach(function (left) {
      if (left < longest) timers.push(setTimeout(function () { say("left-" + left); }, (longest - left) * 1000));
    });
    timers.push(setTimeout(function () { stop("over"); }, longest * 1000));
  }

  function stop(why) {
    if (!recorder || recorder.state === "inactive") return;
    say(why);
    recorder.stop();
    letGo();
  }

  function stopped(pieces) {
    letGo();
    recorder = null;
    if (!pieces.length) {
      say("empty");
      return showAndGo(["start"]);
    }
    made = new File(pieces, root.getAttribute("data-name") + "." + kind[1], { type: kind[0].split(";")[0] });
    sound.src = URL.createObjectURL(made);
    showAndGo(["keep", "hear", "delete"]);
  }

  part("start").addEventListener("click", function () {
    part("start").disabled = true;
    say("asking");
    navigator.mediaDevices.getUserMedia({ audio: true }).then(begin).catch(function () {
      letGo();
      recorder = null;
      show(["start"]);
      say("refused");
    }).then(function () { part("start").disabled = false; });
  });
  part("stop").addEventListener("click", function () { stop("stopped"); });

  part("hear").addEventListener("click", function () {
    sound.currentTime = 0;
    sound.play();
    say("");
    showAndGo(["keep", "hush", "delete"], "hush");
  });
  function quiet(why) {
    sound.pause();
    say(why);
    if (made && part("sure").hidden) {
      var had = document.activeElement === part("hush");
      show(["keep", "hear", "delete"]);
      if (had) part("hear").focus();
    }
  }
  part("hush").addEventListener("click", function () { quiet("stopped"); });
  sound.addEventListener("ended", function () { quiet("ended"); });

  part("delete").addEventListener("click", function () {
    sound.pause();
    show(["sure"]);
    part("no").focus();
  });
  part("no").addEventListener("click", function () { showAndGo(["keep", "hear", "delete"]); });
  part("yes").addEventListener("click", function () {
    forget();
    say("deleted");
    showAndGo(["start"]);
  });

  part("keep").addEventListener("click", function () {
    var list = new DataTransfer();
    sound.pause();
    say("");
    list.items.add(made);
    form.querySelector("input[type=file]").files = list.files;
    form.querySelector("button[type=submit]").click();
  });

  // Exit, Back, another page: the microphone is off and nothing of it is left behind.
  window.addEventListener("pagehide", function () {
    recorder = null;
    letGo();
    forget();
  });

  document.getElementById("instead").hidden = true;
  root.hidden = false;
  show(["start"]);
})();
