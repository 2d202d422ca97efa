// Heard: a drawing of lines on a white paper, kept in this page's memory until 'Keep this' hands it to the form for files (files.js).
(function () {
  "use strict";
  var root = document.getElementById("drawing");
  var form = document.querySelector("form[data-files]");
  var paper = document.getElementById("paper");
  var ink = paper && paper.getContext("2d");
  if (!root || !form || !ink || !window.PointerEvent || !window.DataTransfer) return;
  var pen = document.getElementById("pen");
  var says = document.getElementById("drawing-says");
  var sure = document.getElementById("drawing-sure");
  var STEP = 20, EDGE = 10;
  var lines = [], line = null, held = null, isDown = false;
  var at = { x: paper.width / 2, y: paper.height / 2 };

  function press(name, act) {
    document.getElementById("drawing-" + name).addEventListener("click", act);
  }

  function say(name) {
    says.textContent = root.getAttribute("data-" + name);
  }

  function chosen(name) {
    return root.querySelector("input[name=" + name + "]:checked").value;
  }

  function blank() {
    ink.fillStyle = "#ffffff";
    ink.fillRect(0, 0, paper.width, paper.height);
  }

  // From the middle between two points to the next middle: a hand's line without corners.
  function draw(one) {
    var points = one.points, last = points[points.length - 1];
    ink.lineCap = ink.lineJoin = "round";
    ink.strokeStyle = one.colour;
    ink.lineWidth = one.width;
    ink.beginPath();
    ink.moveTo(points[0].x, points[0].y);
    for (var i = 1; i < points.length - 1; i += 1) {
      ink.quadraticCurveTo(points[i].x, points[i].y, (points[i].x + points[i + 1].x) / 2, (points[i].y + points[i + 1].y) / 2);
    }
    ink.lineTo(last.x, last.y);
    ink.stroke();
  }

  function drawAll() {
    blank();
    lines.forEach(draw);
  }

  function begin(point) {
    line = { colour: chosen("colour"), width: Number(chosen("width")), points: [point, point] };
    lines.push(line);
    draw(line);
  }

  function add(point) {
    line.points.push(point);
    draw(line);
  }

  function place(event) {
    var box = paper.getBoundingClientRect();
    return { x: (event.clientX - box.left) * paper.width / box.width, y: (event.clientY - box.top) * paper.height / box.height };
  }

  paper.addEventListener("pointerdown", function (event) {
    if (held !== null || (event.pointerType === "mouse" && event.button !== 0)) return;
    event.preventDefault();
    lift();
    held = event.pointerId;
    paper.setPointerCapture(held);
    begin(place(event));
  });
  paper.addEventListener("pointermove", function (event) {
    if (event.pointerId !== held) return;
    var all = event.getCoalescedEvents ? event.getCoalescedEvents() : [];
    (all.length ? all : [event]).forEach(function (one) { add(place(one)); });
  });
  ["pointerup", "pointercancel"].forEach(function (kind) {
    paper.addEventListener(kind, function (event) {
      if (event.pointerId !== held) return;
      held = line = null;
      drawAll();
    });
  });

  // By keys: the arrows move a pen that everybody can see, the space bar puts it down or lifts it.
  function showPen() {
    var box = paper.getBoundingClientRect();
    pen.hidden = false;
    pen.classList.toggle("heard-down", isDown);
    pen.style.transform = "translate(" + at.x * box.width / paper.width + "px," + at.y * box.height / paper.height + "px)";
  }

  function lift() {
    isDown = false;
    line = null;
    pen.hidden = true;
  }

  function within(value, most) {
    return Math.min(Math.max(value, EDGE), most - EDGE);
  }

  paper.addEventListener("keydown", function (event) {
    var to = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] }[event.key];
    if (event.ctrlKey || event.metaKey || event.altKey || (!to && event.key !== " ")) return;
    event.preventDefault();
    if (to) {
      at = { x: within(at.x + to[0] * STEP, paper.width), y: within(at.y + to[1] * STEP, paper.height) };
      if (isDown) add(at);
    } else {
      isDown = !isDown;
      if (isDown) begin(at);
      else line = null;
      say(isDown ? "down" : "up");
    }
    showPen();
  });
  paper.addEventListener("focus", function () { if (paper.matches(":focus-visible")) showPen(); });
  paper.addEventListener("blur", lift);
  root.addEventListener("change", function () { if (isDown) begin(at); });

  press("undo", function () {
    say(lines.pop() ? "undone" : "empty");
    drawAll();
  });
  press("clear", function () {
    if (!lines.length) return say("empty");
    sure.hidden = false;
    document.getElementById("drawing-no").focus();
  });
  function answered() {
    sure.hidden = true;
    document.getElementById("drawing-clear").focus();
  }
  press("no", answered);
  press("yes", function () {
    lines = [];
    drawAll();
    say("cleared");
    answered();
  });

  press("keep", function () {
    if (!lines.length) return say("empty");
    paper.toBlob(function (blob) {
      var list = new DataTransfer();
      list.items.add(new File([blob], root.getAttribute("data-name") + ".png", { type: "image/png" }));
      form.querySelector("input[type=file]").files = list.files;
      form.querySelector("button[type=submit]").click();
    }, "image/png");
  });

  // Exit, Back, another page: nothing of it is left behind.
  window.addEventListener("pagehide", function () {
    lines = [];
    blank();
  });

  document.getElementById("instead").hidden = true;
  root.hidden = false;
  blank();
})();
