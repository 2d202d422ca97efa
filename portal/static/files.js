// Heard: files one after the other, with how far each is. Without this the form sends them all at once, and the browser says how far.
(function () {
  "use strict";
  var form = document.querySelector("form[data-files]");
  if (!form || !window.FormData || !window.XMLHttpRequest) return;
  var box = form.querySelector("input[type=file]");
  var list = document.getElementById("sending");
  var said = document.getElementById("sent-so-far");
  var press = form.querySelector("button[type=submit]");
  var waiting = [], here = 0, wrong = 0;

  function words(name) {
    return form.getAttribute("data-" + name);
  }

  function make(kind, parent, text) {
    var one = parent.appendChild(document.createElement(kind));
    if (text) one.textContent = text;
    return one;
  }

  function line(file) {
    var item = make("li", list);
    make("bdi", make("strong", make("p", item)), file.name);
    return { file: file, item: item, state: make("p", item) };
  }

  function end(one, text, isHere) {
    one.state.textContent = text;
    said.textContent = one.file.name + ": " + text;
    if (isHere) here += 1;
    else wrong += 1;
    next();
  }

  function send(one) {
    var request = new XMLHttpRequest();
    var bar = make("progress", one.item);
    var stop = make("button", one.item, words("stop"));
    var data = new FormData();
    bar.max = 100;
    bar.value = 0;
    bar.setAttribute("aria-label", one.file.name);
    stop.type = "button";
    stop.className = "govuk-button govuk-button--secondary";
    stop.setAttribute("aria-label", words("stop") + ": " + one.file.name);
    data.append("csrf_token", form.elements.csrf_token.value);
    data.append("quietly", "yes");
    data.append("files", one.file);

    function over(text, isHere) {
      bar.remove();
      stop.remove();
      end(one, text, isHere);
    }

    request.upload.addEventListener("progress", function (event) {
      if (!event.lengthComputable) return;
      bar.value = Math.round(event.loaded / event.total * 100);
      one.state.textContent = words("sending").replace("{n}", bar.value);
    });
    request.addEventListener("load", function () {
      var told;
      try {
        told = JSON.parse(request.responseText);
      } catch (error) {
        told = { is_here: false, says: words("failed") };
      }
      over(told.says, told.is_here);
    });
    request.addEventListener("error", function () { over(words("failed"), false); });
    request.addEventListener("abort", function () { over(words("stopped"), false); });
    stop.addEventListener("click", function () { request.abort(); });
    request.open("POST", form.action);
    request.send(data);
  }

  // When all are done: to the list, unless something is still to be read here.
  function next() {
    var one = waiting.shift();
    if (one) return send(one);
    press.disabled = false;
    box.value = "";
    if (here && !wrong) window.location.assign(words("next") + (words("next").indexOf("?") < 0 ? "?" : "&") + "done=yes");
  }

  form.addEventListener("submit", function (event) {
    var most = Number(words("most")), left = Number(words("left")) - here;
    if (event.defaultPrevented || !box.files.length) return;
    event.preventDefault();
    press.disabled = true;
    wrong = 0;
    list.textContent = said.textContent = "";
    Array.prototype.forEach.call(box.files, function (file, place) {
      var one = line(file);
      if (place >= left || file.size > most) {
        wrong += 1;
        one.state.textContent = words(place >= left ? "many" : "large");
      } else waiting.push(one);
    });
    next();
  });
})();
