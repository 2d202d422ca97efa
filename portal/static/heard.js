// Heard: small helps on top of pages that work without them. Nothing here is needed to send anything.
(function () {
  "use strict";
  var root = document.documentElement;
  root.classList.add("js-enabled");

  function each(selector, act) {
    Array.prototype.forEach.call(document.querySelectorAll(selector), act);
  }

  // Exit: blank at once, then away; the page leaves the history where the browser allows it.
  each(".govuk-js-exit-this-page-button", function (link) {
    link.addEventListener("click", function (event) {
      event.preventDefault();
      document.body.hidden = true;
      document.title = "\u00a0";
      window.location.replace(link.href);
    });
    // Shift alone, three times within five seconds, is Exit too.
    var times = [];
    var alone;
    document.addEventListener("keydown", function (event) {
      alone = event.key === "Shift";
      if (!alone) times = [];
    });
    document.addEventListener("keyup", function () {
      if (alone && times.unshift(Date.now()) > 2 && times[0] - times[2] < 5000) link.click();
      alone = false;
    });
  });

  // A page the browser kept in memory is drawn again, so that Back after Exit shows nothing old.
  window.addEventListener("pageshow", function (event) {
    if (event.persisted) {
      document.body.hidden = true;
      window.location.reload();
    }
  });

  // The error summary takes the focus by itself (autofocus); its links give it to the field they name.
  each(".govuk-error-summary", function (summary) {
    summary.addEventListener("click", function (event) {
      var link = event.target.closest && event.target.closest("a[href^='#']");
      var field = link && document.getElementById(link.hash.slice(1));
      if (!field) return;
      event.preventDefault();
      var top = field.closest(".govuk-form-group") || field;
      top.scrollIntoView();
      field.focus({ preventScroll: true });
    });
  });

  // A second press within two seconds is the same press. It never locks: a lost connection can be tried again.
  each("form", function (form) {
    var last = 0;
    form.addEventListener("submit", function (event) {
      var now = Date.now();
      if (now - last < 2000) event.preventDefault();
      else last = now;
    });
  });

  // Questions under an option show when it is chosen.
  each("[data-aria-controls]", function (option) {
    var under = document.getElementById(option.getAttribute("data-aria-controls"));
    var kind = option.type === "radio" ? "radios" : "checkboxes";
    option.setAttribute("aria-controls", under.id);
    function show() {
      under.classList.toggle("govuk-" + kind + "__conditional--hidden", !option.checked);
    }
    each("input[name='" + option.name + "']", function (other) {
      other.addEventListener("change", show);
    });
    show();
  });

  // How much room is left, said only when it begins to matter.
  each(".govuk-character-count", function (group) {
    var field = group.querySelector("textarea");
    var message = group.querySelector(".govuk-character-count__message");
    var limit = Number(group.getAttribute("data-maxlength"));
    var plenty = message.textContent;
    var number = new Intl.NumberFormat(root.lang || "en");
    message.setAttribute("aria-live", "polite");
    function say() {
      var left = limit - Array.from(field.value).length;
      var words = plenty;
      if (left < 0) words = group.getAttribute("data-over").replace("{n}", number.format(-left));
      else if (left < limit / 10) words = group.getAttribute("data-few").replace("{n}", number.format(left));
      if (message.textContent !== words) message.textContent = words;
    }
    field.addEventListener("input", say);
    say();
  });
})();
